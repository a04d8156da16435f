import { addDomainName, requireDomainName, removeDomainName, replaceDomainName } from "../domain-names";
import type { DomainName } from "../resources";
import { applyChanges } from "./changes";
import { PAGE, pageOf } from "./collection-actions";
import { requireMembers, TEXT_MAP } from "./members";
import { type Actions, defineAction } from "./rest-json";

const PATH = "/v2/domainnames";
const ONE = `${PATH}/{domainName}`;

const MEMBERS = {
  domainNameConfigurations: {
    item: {
      members: {
        certificateArn: {},
        certificateName: {},
        endpointType: {},
        ipAddressType: {},
        ownershipVerificationCertificateArn: {},
        securityPolicy: {},
      },
    },
  },
  mutualTlsAuthentication: { members: { truststoreUri: {}, truststoreVersion: {} } },
  routingMode: {},
} as const;

/** The actions on custom domain names. @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/domainnames.html */
export const DOMAIN_NAME_ACTIONS: Actions = {
  CreateDomainName: defineAction({
    method: "POST",
    path: PATH,
    status: 201,
    mutates: true,
    members: { ...MEMBERS, domainName: {}, tags: TEXT_MAP },
    call(context, { body: members }) {
      requireMembers(members, ["domainName", "domainNameConfigurations"]);
      const requested: DomainName = { ...members, domainName: String(members.domainName) };
      return addDomainName(context.gateway.domainNames, requested, context);
    },
  }),
  GetDomainName: defineAction({
    method: "GET",
    path: ONE,
    members: {},
    call: ({ gateway }, { parameter }) => requireDomainName(gateway.domainNames, parameter("domainName")),
  }),
  GetDomainNames: defineAction({
    method: "GET",
    path: PATH,
    query: PAGE,
    members: {},
    call: ({ gateway }, { query }) => pageOf([...gateway.domainNames.domainNames.values()], query),
  }),
  UpdateDomainName: defineAction({
    method: "PATCH",
    path: ONE,
    mutates: true,
    members: MEMBERS,
    call(context, { parameter, body }) {
      const { domainNames } = context.gateway;
      const before = requireDomainName(domainNames, parameter("domainName"));
      return replaceDomainName(domainNames, applyChanges(before, body), context);
    },
  }),
  DeleteDomainName: defineAction({
    method: "DELETE",
    path: ONE,
    status: 204,
    mutates: true,
    members: {},
    call: ({ gateway }, { parameter }) => removeDomainName(gateway.domainNames, parameter("domainName")),
  }),
};
