import { isJsonObject, type JsonObject } from "../../../languages/jsonpath/json";
import { addDomainName, findDomainName, removeDomainName } from "../domain-names";
import type { DomainName } from "../resources";
import { applyChanges } from "./changes";
import { pageOf } from "./collection-actions";
import type { ApiContext } from "./context";
import { readMembers, requireMembers } from "./members";
import type { Actions } from "./rest-json";

const PATH = "/v2/domainnames";
const ONE = `${PATH}/{domainName}`;

const MEMBERS = {
  domainNameConfigurations: {
    listOf: {
      certificateArn: "string",
      certificateName: "string",
      endpointType: "string",
      ipAddressType: "string",
      ownershipVerificationCertificateArn: "string",
      securityPolicy: "string",
    },
  },
  mutualTlsAuthentication: { truststoreUri: "string", truststoreVersion: "string" },
  routingMode: "string",
} as const;

/** The actions on custom domain names. @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/domainnames.html */
export const DOMAIN_NAME_ACTIONS: Actions<ApiContext> = {
  CreateDomainName: {
    method: "POST",
    path: PATH,
    status: 201,
    mutates: true,
    call(context, { body }) {
      const members = readMembers(body, { ...MEMBERS, domainName: "string", tags: "map" });
      requireMembers(members, ["domainName", "domainNameConfigurations"]);
      const domainName = String(members.domainName);
      const arn = `arn:${context.partition}:apigateway:${context.region}::/domainnames/${domainName}`;
      const defaults = {
        domainName,
        apiMappingSelectionExpression: "$request.basepath",
        domainNameArn: arn,
        routingMode: "API_MAPPING_ONLY",
        tags: {},
      };
      return addDomainName(
        context.gateway.domainNames,
        completeDomain({ ...defaults, ...members, domainName }, context),
      );
    },
  },
  GetDomainName: {
    method: "GET",
    path: ONE,
    call: ({ gateway }, { parameter }) => findDomainName(gateway.domainNames, parameter("domainName")),
  },
  GetDomainNames: {
    method: "GET",
    path: PATH,
    call: ({ gateway }, { query }) => pageOf([...gateway.domainNames.domainNames.values()], query),
  },
  UpdateDomainName: {
    method: "PATCH",
    path: ONE,
    mutates: true,
    call(context, { parameter, body }) {
      const { domainNames } = context.gateway;
      const before = findDomainName(domainNames, parameter("domainName"));
      const updated = completeDomain(applyChanges(before, readMembers(body, MEMBERS)), context);
      domainNames.domainNames.set(updated.domainName, updated);
      return updated;
    },
  },
  DeleteDomainName: {
    method: "DELETE",
    path: ONE,
    status: 204,
    mutates: true,
    call: ({ gateway }, { parameter }) => removeDomainName(gateway.domainNames, parameter("domainName")),
  },
};

/** Adds what AWS tells of each configuration; the hosted zone is that of us-east-1 everywhere. */
function completeDomain<T extends DomainName>(domain: T, { region }: ApiContext): T {
  const { domainNameConfigurations: given, mutualTlsAuthentication: tls } = { ...domain } as object as JsonObject;
  const configurations = (Array.isArray(given) ? given : []).filter(isJsonObject).map((each) => ({
    apiGatewayDomainName: `d-${Buffer.from(domain.domainName).toString("hex").padEnd(10, "0").slice(0, 10)}.execute-api.${region}.amazonaws.com`,
    domainNameStatus: "AVAILABLE",
    endpointType: "REGIONAL",
    hostedZoneId: "Z1UJRXOUMOOFQ8",
    ipAddressType: "ipv4",
    securityPolicy: "TLS_1_2",
    ...each,
  }));
  const isPlain = isJsonObject(tls) && !tls.truststoreUri;
  return {
    ...domain,
    domainNameConfigurations: configurations,
    ...(isPlain && { mutualTlsAuthentication: undefined }),
  };
}
