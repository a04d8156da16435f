import { addDomainName, findDomainName, removeDomainName, replaceDomainName } from "../domain-names";
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
      const requested: DomainName = { ...members, domainName: String(members.domainName) };
      return addDomainName(context.gateway.domainNames, requested, context);
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
      return replaceDomainName(domainNames, applyChanges(before, readMembers(body, MEMBERS)), context);
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
