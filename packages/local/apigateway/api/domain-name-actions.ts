import { randomUUID } from "node:crypto";
import { ApiGatewayError } from "../api-gateway-error";
import { addDomainName, requireDomainName, removeDomainName, replaceDomainName } from "../control/domain-names";
import type { DomainName } from "../resources";
import { applyChanges } from "./changes";
import { PAGE, pageOf } from "./pages";
import type { ApiContext } from "./context";
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
      requireIssued(context, requested);
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
      const changed = applyChanges(before, body);
      requireIssued(context, changed);
      return replaceDomainName(domainNames, changed, context);
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

/**
 * *Recorded* in a bug report: the text, in which ACM's own stands.
 * @see https://github.com/hashicorp/terraform-provider-aws/issues/32025
 */
function requireIssued({ refuseCertificate }: ApiContext, domain: DomainName): void {
  for (const { certificateArn = "" } of domain.domainNameConfigurations ?? []) {
    const refusal = refuseCertificate?.(certificateArn);
    if (refusal === undefined) continue;
    const cause = `Service: AWSCertificateManager; Status Code: 400; Error Code: RequestInProgressException; Request ID: ${randomUUID()}; Proxy: null`;
    const advice = "name the certificate by aws_acm_certificate_validation, which waits until it is issued";
    throw new ApiGatewayError("BadRequestException", `${refusal} (${cause})`, advice);
  }
}
