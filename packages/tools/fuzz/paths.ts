import { apiGatewayDialect } from "@sfn-websocket/languages/jsonpath/api-gateway-dialect";
import {
  compilePath,
  InvalidPathError,
  type JsonPath,
  JsonPathError,
} from "@sfn-websocket/languages/jsonpath/compile-path";
import type { Json } from "@sfn-websocket/languages/json";
import { stepFunctionsDialect } from "@sfn-websocket/languages/jsonpath/step-functions-dialect";
import { generatePath } from "../differential/jsonpath/generate-path";
import type { FuzzArea, FuzzCase, FuzzOutcome } from "./area";
import { generateHostileDocument } from "./hostile-document";

/** Both dialects of paths read the same document. */
export const paths: FuzzArea = {
  about: "paths in the dialects of API Gateway and of Step Functions",
  generate: (random) => ({ text: generatePath(random), document: generateHostileDocument(random) }),
  run(given) {
    const found = [apiGatewayDialect, stepFunctionsDialect].map((dialect) => read(given, dialect));
    return { kind: found.map(({ kind }) => kind).join("/"), text: found.map(({ text }) => text).join("\n") };
  },
};

function read({ text, document }: FuzzCase, dialect: typeof apiGatewayDialect): FuzzOutcome {
  let path: JsonPath;
  try {
    path = compilePath(text, dialect);
  } catch (thrown) {
    if (thrown instanceof InvalidPathError) return { kind: "invalid", text: thrown.message };
    throw thrown;
  }
  try {
    path.read(JSON.parse(document) as Json);
    return { kind: "read", text: "" };
  } catch (thrown) {
    if (thrown instanceof JsonPathError) return { kind: "failed", text: thrown.message };
    throw thrown;
  }
}
