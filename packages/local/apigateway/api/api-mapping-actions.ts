import { requireDomainName, requireMapping, listMappings, putMapping } from "../control/domain-names";
import type { ApiMapping } from "../resources";
import { applyChanges } from "./changes";
import { PAGE, pageOf } from "./pages";
import type { ApiContext } from "./context";
import { requireMembers } from "./members";
import { type Actions, defineAction } from "./rest-json";

const MAPPINGS = "/v2/domainnames/{domainName}/apimappings";
const MAPPING_MEMBERS = { apiId: {}, apiMappingKey: {}, stage: {} } as const;

/** The actions on API mappings. @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/domainnames-domainname-apimappings.html */
export const API_MAPPING_ACTIONS: Actions = {
  CreateApiMapping: defineAction({
    method: "POST",
    path: MAPPINGS,
    status: 201,
    mutates: true,
    members: MAPPING_MEMBERS,
    call(context, { parameter, body: members }) {
      requireMembers(members, ["apiId", "stage"]);
      requireDomainName(context.gateway.domainNames, parameter("domainName"));
      return putChecked(context, {
        apiMappingId: context.createId(6),
        domainName: parameter("domainName"),
        ...members,
      });
    },
  }),
  GetApiMapping: defineAction({
    method: "GET",
    path: `${MAPPINGS}/{apiMappingId}`,
    members: {},
    call: ({ gateway }, { parameter }) =>
      viewMapping(requireMapping(gateway.domainNames, parameter("domainName"), parameter("apiMappingId"))),
  }),
  GetApiMappings: defineAction({
    method: "GET",
    path: MAPPINGS,
    query: PAGE,
    members: {},
    call({ gateway }, { parameter, query }) {
      requireDomainName(gateway.domainNames, parameter("domainName"));
      return pageOf(listMappings(gateway.domainNames, parameter("domainName")).map(viewMapping), query);
    },
  }),
  UpdateApiMapping: defineAction({
    method: "PATCH",
    path: `${MAPPINGS}/{apiMappingId}`,
    mutates: true,
    members: MAPPING_MEMBERS,
    call(context, { parameter, body }) {
      const { domainNames } = context.gateway;
      const before = requireMapping(domainNames, parameter("domainName"), parameter("apiMappingId"));
      const after = applyChanges(before, body);
      requireMembers(after, ["apiId", "stage"]);
      return putChecked(context, after);
    },
  }),
  DeleteApiMapping: defineAction({
    method: "DELETE",
    path: `${MAPPINGS}/{apiMappingId}`,
    status: 204,
    mutates: true,
    members: {},
    call({ gateway }, { parameter }) {
      requireMapping(gateway.domainNames, parameter("domainName"), parameter("apiMappingId"));
      gateway.domainNames.mappings.delete(parameter("apiMappingId"));
    },
  }),
};

/** The API and its stage must be there. */
function putChecked({ gateway }: ApiContext, mapping: ApiMapping): object {
  gateway.getStage(mapping.apiId, mapping.stage);
  return viewMapping(putMapping(gateway.domainNames, { ...mapping, apiMappingKey: mapping.apiMappingKey ?? "" }));
}

function viewMapping({ domainName, ...mapping }: { readonly domainName: string }): object {
  return mapping;
}
