import type { RequestOf } from "../../protocols/request";
import { badRequest, notFound } from "../api-gateway-error";
import { requireDomainName } from "../control/domain-names";
import type { Tags } from "../resources";
import type { ApiContext } from "./context";
import { TEXT_MAP } from "./members";
import { type ActionRequest, type Actions, defineAction } from "./rest-json";

/** A resource that has tags, and how to replace them. */
interface Taggable {
  readonly tags: Tags;
  readonly replace: (tags: Tags) => void;
}

type FindTaggable = (context: ApiContext, ids: readonly string[]) => Taggable;

/** What can be tagged, by the path in its ARN. */
const TAGGABLES: readonly (readonly [RegExp, FindTaggable])[] = [
  [
    /^\/apis\/([^/]+)$/,
    ({ gateway }, [apiId = ""]) => {
      const api = gateway.getApi(apiId);
      return { tags: api.tags ?? {}, replace: (tags) => void gateway.updateApi({ ...api, tags }) };
    },
  ],
  [
    /^\/apis\/([^/]+)\/stages\/([^/]+)$/,
    ({ gateway }, [apiId = "", stageName = ""]) => {
      const stage = gateway.getStage(apiId, stageName);
      return { tags: stage.tags ?? {}, replace: (tags) => void gateway.updateStage(apiId, { ...stage, tags }) };
    },
  ],
  [
    /^\/domainnames\/([^/]+)$/,
    ({ gateway }, [name = ""]) => {
      const domain = requireDomainName(gateway.domainNames, name);
      const replace = (tags: Tags) => void gateway.domainNames.domainNames.set(name, { ...domain, tags });
      return { tags: domain.tags ?? {}, replace };
    },
  ],
  [
    /^\/apikeys\/([^/]+)$/,
    ({ apiKeys }, [id = ""]) => {
      const key = apiKeys.getApiKey(id);
      return { tags: key.tags ?? {}, replace: (tags) => apiKeys.updateApiKey({ ...key, tags }) };
    },
  ],
  [
    /^\/usageplans\/([^/]+)$/,
    ({ apiKeys }, [id = ""]) => {
      const plan = apiKeys.getUsagePlan(id);
      return { tags: plan.tags ?? {}, replace: (tags) => apiKeys.updateUsagePlan({ ...plan, tags }) };
    },
  ],
];

function requireTaggable(context: ApiContext, arn: string): Taggable {
  // *Assumed*: the text.
  if (!arn.startsWith(`arn:${context.partition}:apigateway:${context.region}::/`))
    throw badRequest("Invalid ARN specified in the request");
  const path = arn.slice(arn.indexOf("::") + 2);
  for (const [pattern, find] of TAGGABLES) {
    const match = pattern.exec(path);
    if (match) return find(context, match.slice(1));
  }
  throw notFound("resource", arn);
}

const TAGS = { tags: TEXT_MAP } as const;

const ACTIONS: Actions = {
  GetTags: defineAction({
    method: "GET",
    path: "/tags/{arn+}",
    members: {},
    call: (context, { parameter }) => ({ tags: requireTaggable(context, parameter("arn")).tags }),
  }),
  TagResource: defineAction({
    method: "PUT",
    path: "/tags/{arn+}",
    status: 204,
    mutates: true,
    members: TAGS,
    call: tagResource,
  }),
  UntagResource: defineAction({
    method: "DELETE",
    path: "/tags/{arn+}",
    status: 204,
    mutates: true,
    query: ["tagKeys"],
    members: {},
    call(context, { parameter, query }) {
      const { tags, replace } = requireTaggable(context, parameter("arn"));
      const removed = query.getAll("tagKeys");
      replace(Object.fromEntries(Object.entries(tags).filter(([key]) => !removed.includes(key))));
    },
  }),
};

function tagResource(context: ApiContext, { parameter, body }: ActionRequest<RequestOf<typeof TAGS>>): object {
  const { tags, replace } = requireTaggable(context, parameter("arn"));
  const { tags: added } = body;
  replace({ ...tags, ...added });
  return {};
}

/** The same actions twice: v1 of the API tags by PUT, v2 by POST below its own path. */
export const TAG_ACTIONS: Actions = {
  ...ACTIONS,
  ...Object.fromEntries(
    Object.entries(ACTIONS).map(([name, action]) => [`${name}V2`, { ...action, path: `/v2${action.path}` }]),
  ),
  TagResourceV2: defineAction({
    method: "POST",
    path: "/v2/tags/{arn+}",
    status: 201,
    mutates: true,
    members: TAGS,
    call: tagResource,
  }),
};
