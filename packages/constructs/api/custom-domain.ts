import { Apigatewayv2ApiMapping } from "@cdktf/provider-aws/lib/apigatewayv2-api-mapping";
import { Apigatewayv2DomainName } from "@cdktf/provider-aws/lib/apigatewayv2-domain-name";
import type { Apigatewayv2Stage } from "@cdktf/provider-aws/lib/apigatewayv2-stage";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { Construct } from "constructs";
import { checkArn } from "../options/check-arn";
import { checkMembers } from "../options/refuse-value";
import { replacedWithStage } from "./websocket-stage";

/** A domain name of one's own for the API. */
export interface CustomDomainProps {
  /** `chat.example.com`. */
  readonly domainName: string;
  /** ARN of the domain's certificate in AWS Certificate Manager, in the stack's region. */
  readonly certificateArn: string;
  /**
   * Id of the hosted zone in Route 53 that gets the domain's alias record.
   * @default - no record: point the domain to the output `DomainTarget`
   */
  readonly hostedZoneId?: string;
  /**
   * The path below the domain that leads to the stage.
   * @default - the domain itself
   */
  readonly mappingKey?: string;
}

const DOMAIN_NAME = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;

/** The problems of a domain that AWS would refuse. */
export function checkCustomDomain(domain: CustomDomainProps, region: string): readonly string[] {
  const { domainName, certificateArn, hostedZoneId = "Z0", mappingKey = "a" } = domain;
  const known = ["domainName", "certificateArn", "hostedZoneId", "mappingKey"];
  const problems: string[] = [...checkMembers("customDomain", domain, known)];
  if (!DOMAIN_NAME.test(domainName)) {
    problems.push(
      `domainName: is not a domain name, got '${domainName}'; write it as in chat.example.com, in lower case`,
    );
  }
  const form = {
    whose: "a certificate's",
    service: "acm",
    resource: /^certificate\/[\w-]+$/,
    example: "certificate/…",
  };
  problems.push(...checkArn(certificateArn, { option: "certificateArn", region, ...form }));
  if (!/^Z[A-Z0-9]{0,31}$/.test(hostedZoneId)) {
    problems.push(
      `hostedZoneId: is not a hosted zone's id, got '${hostedZoneId}'; write it as in Z0123456789ABCDEFGHIJ`,
    );
  }
  if (!/^[\w.-]+$/.test(mappingKey)) {
    problems.push(`mappingKey: is not one part of a path, got '${mappingKey}'; use letters, digits, '.', '_' and '-'`);
  }
  return problems;
}

/** A domain name that leads to a stage, with its record in Route 53 where a hosted zone is named. */
export class CustomDomain extends Construct {
  readonly domain: Apigatewayv2DomainName;
  /** The stage's address below the domain. */
  readonly url: string;

  constructor(
    scope: Construct,
    id: string,
    {
      stage,
      dualStack,
      ...props
    }: CustomDomainProps & {
      readonly stage: Apigatewayv2Stage;
      readonly dualStack: boolean;
    },
  ) {
    super(scope, id);
    const { domainName, certificateArn, hostedZoneId, mappingKey } = props;
    this.url = `wss://${domainName}${mappingKey === undefined ? "" : `/${mappingKey}`}`;
    this.domain = new Apigatewayv2DomainName(this, "DomainName", {
      domainName,
      domainNameConfiguration: {
        certificateArn,
        endpointType: "REGIONAL",
        securityPolicy: "TLS_1_2",
        // Said in any case: AWS would keep what is only no longer said.
        ipAddressType: dualStack ? "dualstack" : "ipv4",
      },
    });
    new Apigatewayv2ApiMapping(this, "ApiMapping", {
      apiId: stage.apiId,
      domainName: this.domain.domainName,
      stage: stage.name,
      // AWS deletes no stage that a mapping leads to.
      lifecycle: { replaceTriggeredBy: replacedWithStage(stage) },
      ...(mappingKey !== undefined && { apiMappingKey: mappingKey }),
    });
    if (hostedZoneId === undefined) return;
    const { targetDomainName: name, hostedZoneId: zoneId } = this.domain.domainNameConfiguration;
    const alias = { name, zoneId, evaluateTargetHealth: false };
    new Route53Record(this, "Record", { zoneId: hostedZoneId, name: domainName, type: "A", alias });
    if (!dualStack) return;
    new Route53Record(this, "IPv6Record", { zoneId: hostedZoneId, name: domainName, type: "AAAA", alias });
  }

  /** The host that the domain is to lead to. */
  get target(): string {
    return this.domain.domainNameConfiguration.targetDomainName;
  }
}
