import type { JsonObject } from "@sfn-websocket/languages/json";

/**
 * API Gateway v2's resources as a WebSocket API uses them. Names, shapes and defaults are those of its API
 * (`apigatewayv2`, 2018-11-29), so that Terraform and synthesized JSON hand over what they were given.
 * @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/api-reference.html
 */
export interface Api {
  readonly apiId: string;
  readonly name: string;
  readonly routeSelectionExpression: string;
  /** @default "$request.header.x-api-key" */
  readonly apiKeySelectionExpression?: string;
  /** @default false */
  readonly disableExecuteApiEndpoint?: boolean;
  /** @default "WEBSOCKET" */
  readonly protocolType?: string;
  readonly apiEndpoint?: string;
  /** ISO 8601, as every date of this API. */
  readonly createdDate?: string;
  readonly description?: string;
  readonly version?: string;
  readonly tags?: Tags;
}

export type Tags = Readonly<Record<string, string>>;

export interface Route {
  readonly routeId: string;
  readonly routeKey: string;
  /** `integrations/<integration id>`. @default the route has no integration, and every message to it fails */
  readonly target?: string;
  /** @default "NONE" */
  readonly authorizationType?: string;
  readonly authorizerId?: string;
  /** @default false */
  readonly apiKeyRequired?: boolean;
  readonly operationName?: string;
  /** Selects a key of `requestModels`. @default messages are not checked */
  readonly modelSelectionExpression?: string;
  /** Models' names, by the key that selects each; `$default` is for all other messages. */
  readonly requestModels?: Readonly<Record<string, string>>;
  readonly requestParameters?: Readonly<Record<string, { readonly required?: boolean }>>;
  readonly routeResponseSelectionExpression?: string;
}

export interface Integration {
  readonly integrationId: string;
  readonly integrationType: "AWS" | "AWS_PROXY" | "HTTP" | "HTTP_PROXY" | "MOCK";
  readonly integrationMethod?: string;
  readonly integrationUri?: string;
  readonly credentialsArn?: string;
  readonly requestTemplates?: Readonly<Record<string, string>>;
  /** @default "\\$default" */
  readonly templateSelectionExpression?: string;
  /** An empty text is as none. @default "WHEN_NO_MATCH" */
  readonly passthroughBehavior?: "WHEN_NO_MATCH" | "WHEN_NO_TEMPLATES" | "NEVER" | "";
  /** Milliseconds, 50 to 29,000. @default 29000 */
  readonly timeoutInMillis?: number;
  /** @default "INTERNET" */
  readonly connectionType?: string;
  /** @default "${integration.response.statuscode}" */
  readonly integrationResponseSelectionExpression?: string;
  /** @default "1.0" */
  readonly payloadFormatVersion?: string;
  readonly requestParameters?: Readonly<Record<string, string>>;
}

export interface IntegrationResponse {
  readonly integrationResponseId: string;
  readonly integrationId: string;
  /** `$default`, or `/regular expression/` over the status. */
  readonly integrationResponseKey: string;
  readonly responseTemplates?: Readonly<Record<string, string>>;
  /** @default "\\$default" */
  readonly templateSelectionExpression?: string;
}

export interface RouteResponse {
  readonly routeResponseId: string;
  readonly routeId: string;
  readonly routeResponseKey: string;
}

export interface Model {
  readonly modelId: string;
  readonly name: string;
  /** JSON Schema, as text. */
  readonly schema: string;
  readonly contentType?: string;
  readonly description?: string;
}

export interface Authorizer {
  readonly authorizerId: string;
  readonly name: string;
  readonly authorizerType: string;
  readonly authorizerUri?: string;
  readonly authorizerCredentialsArn?: string;
  readonly identitySource?: readonly string[];
}

export interface RouteSettings {
  /** Messages a second. */
  readonly throttlingRateLimit?: number;
  readonly throttlingBurstLimit?: number;
  /** @default "OFF" */
  readonly loggingLevel?: string;
  readonly dataTraceEnabled?: boolean;
}

export interface StageSettings {
  readonly stageName: string;
  readonly deploymentId?: string;
  readonly defaultRouteSettings?: RouteSettings;
  readonly routeSettings?: Readonly<Record<string, RouteSettings>>;
  readonly stageVariables?: Readonly<Record<string, string>>;
  readonly accessLogSettings?: { readonly destinationArn: string; readonly format: string };
  /** Whether each change of the API is deployed at once. @default false */
  readonly autoDeploy?: boolean;
  readonly createdDate?: string;
  readonly lastUpdatedDate?: string;
  readonly lastDeploymentStatusMessage?: string;
  readonly description?: string;
  readonly clientCertificateId?: string;
  readonly tags?: Tags;
}

/** What is told of a deployment. */
export interface DeploymentRecord {
  readonly deploymentId: string;
  readonly createdDate?: string;
  readonly description?: string;
  readonly deploymentStatus: "DEPLOYED";
  readonly autoDeployed: boolean;
}

export interface DomainName {
  readonly domainName: string;
  readonly domainNameConfigurations?: readonly DomainNameConfiguration[];
  readonly mutualTlsAuthentication?: { readonly truststoreUri?: string; readonly truststoreVersion?: string };
  /** @default "API_MAPPING_ONLY" */
  readonly routingMode?: string;
  readonly tags?: Tags;
}

export interface DomainNameConfiguration {
  readonly certificateArn?: string;
  /** @default "REGIONAL" */
  readonly endpointType?: string;
  /** @default "ipv4" */
  readonly ipAddressType?: string;
  readonly ownershipVerificationCertificateArn?: string;
  /** @default "TLS_1_2" */
  readonly securityPolicy?: string;
}

export interface ApiMapping {
  readonly apiMappingId: string;
  readonly domainName: string;
  readonly apiId: string;
  readonly stage: string;
  readonly apiMappingKey?: string;
}

/** All that one API consists of, by id: what a deployment freezes. */
export interface ApiResources {
  readonly api: Api;
  readonly routes: ReadonlyMap<string, Route>;
  readonly integrations: ReadonlyMap<string, Integration>;
  readonly integrationResponses: ReadonlyMap<string, IntegrationResponse>;
  readonly routeResponses: ReadonlyMap<string, RouteResponse>;
  readonly authorizers: ReadonlyMap<string, Authorizer>;
  readonly models: ReadonlyMap<string, Model>;
}

/** Who calls, as `$context.identity` shows it. */
export interface Identity {
  readonly sourceIp: string;
  readonly userAgent: string;
}

/** What an authorizer leaves behind for `$context.authorizer`. */
export type AuthorizerContext = JsonObject;
