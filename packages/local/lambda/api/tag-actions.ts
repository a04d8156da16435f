import { requireFunction } from "../functions";
import { readFunctionName } from "../function-names";
import { invalidValue } from "../lambda-error";
import type { LambdaFunction } from "../resources";
import { defineAction, type LambdaActions, type LambdaCall } from "./action";

const PATH = "/2017-03-31/tags/{Resource+}";

/** The actions on tags. @see https://docs.aws.amazon.com/lambda/latest/api/API_TagResource.html */
export const TAG_ACTIONS: LambdaActions = {
  TagResource: defineAction({
    method: "POST",
    path: PATH,
    status: 204,
    mutates: true,
    members: { Tags: { type: "map", item: {}, required: true } },
    run: (call, { Tags }) => {
      const { tags } = requireTagged(call);
      for (const [key, value] of Object.entries(Tags)) tags.set(key, value);
    },
  }),
  UntagResource: defineAction({
    method: "DELETE",
    path: PATH,
    status: 204,
    mutates: true,
    query: ["tagKeys"],
    members: {},
    run: (call) => {
      const { tags } = requireTagged(call);
      for (const key of call.query.getAll("tagKeys")) tags.delete(key);
    },
  }),
  ListTags: defineAction({
    method: "GET",
    path: PATH,
    members: {},
    run: (call) => ({ Tags: Object.fromEntries(requireTagged(call).tags) }),
  }),
};

/** *Recorded* (LocalStack's AWS-validated snapshots): the text. */
function requireTagged(call: LambdaCall): LambdaFunction {
  const name = readFunctionName(call.parameter("Resource"), undefined, call);
  if (name.qualifier !== undefined)
    throw invalidValue("Tags on function aliases and versions are not supported. Please specify a function ARN.");
  return requireFunction(call.lambda.functions, name);
}
