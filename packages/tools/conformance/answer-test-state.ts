import type { JsonObject } from "@sfn-websocket/languages/jsonpath/json";

/** TestState is evaluated by `packages/local/`, which nothing here may import: until `packages/languages/` evaluates it, every case is unmet. */
export const answerTestState = async (request: JsonObject): Promise<JsonObject> => ({
  Error: { Code: "NotEvaluated", Message: `TestState is not run here, got ${Object.keys(request).join(", ")}` },
});
