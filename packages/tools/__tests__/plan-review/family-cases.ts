import type { App } from "cdktf";
import { ApiGatewayAccount } from "../../../../stacks/api-gateway-account";
import { ApigwWebsocketApiSfnAsync } from "../../../../stacks/apigw-websocket-api-sfn-async";
import { ApigwWebsocketApiSfnSync } from "../../../../stacks/apigw-websocket-api-sfn-sync";
import { ApigwWsIntegrations } from "../../../../stacks/apigw-ws-integrations";
import type { Delivery } from "@sfn-websocket/constructs/options/route-props";
import type { PatternProps } from "../../../../stacks/stack-props";
import type { FixtureCase, Project } from "./fixture-cases";

const ACCOUNT = "123456789012";
const FUNCTION_ARN = `arn:aws:lambda:us-east-1:${ACCOUNT}:function:authorize`;
const say = (text: string) =>
  JSON.stringify({ StartAt: "Say", States: { Say: { Type: "Pass", Result: text, End: true } } });
const schema = (longest: number) =>
  JSON.stringify({ type: "object", properties: { symbol: { type: "string", maxLength: longest } } });

/** A project whose workflow answers with a text, and whose model allows symbols of some length. */
function project(build: Project["build"], { text = "one", longest = 5 } = {}): Project {
  return { files: { "say.asl.json": say(text), "quote.schema.json": schema(longest) }, build };
}

const workflow = "say.asl.json";

/** Whatever takes something from a stack when it goes. */
const GUARDED: PatternProps = {
  routes: { $default: { workflow, model: "quote.schema.json", throttle: { rateLimit: 5, burstLimit: 5 } } },
  authorization: { functionArn: FUNCTION_ARN },
  apiKeys: { names: ["acme"] },
  customDomain: {
    domainName: "chat.example.com",
    certificateArn: `arn:aws:acm:us-east-1:${ACCOUNT}:certificate/1a2b`,
  },
  connectionTable: true,
  kmsKeyArn: `arn:aws:kms:us-east-1:${ACCOUNT}:key/1a2b`,
  alarms: true,
  dashboard: true,
};

const sync =
  (props: PatternProps): Project["build"] =>
  (app: App, root: string) =>
    void new ApigwWebsocketApiSfnSync(app, "guarded", { root, routes: { $default: { workflow } }, ...props });

const delivered = (delivery: Delivery, text: string): Project =>
  project(sync({ routes: { $default: { workflow, delivery } } }), { text });

const posting = (text: string): Project =>
  project(
    (app, root) =>
      void new ApigwWebsocketApiSfnAsync(app, "async", {
        root,
        routes: { $default: { workflow, execution: "async" } },
      }),
    { text },
  );

/** The fixtures of the other stacks and of the options, by name. */
export const FAMILY_CASES: Readonly<Record<string, FixtureCase>> = {
  account: { after: project((app, root) => void new ApiGatewayAccount(app, "account", { root })) },
  integrations: {
    after: project(
      (app, root) =>
        void new ApigwWsIntegrations(app, "integrations", {
          root,
          routes: { $default: { mock: "{}" }, later: { workflow, execution: "async" } },
        }),
    ),
  },
  "async-workflow": { before: posting("one"), after: posting("two") },
  delivery: { before: delivered({}, "one"), after: delivered({ stableVersion: 1, latestWeight: 10 }, "two") },
  "options-lost": { before: project(sync(GUARDED)), after: project(sync({})), isSynthesized: true },
  "model-changed": {
    before: project(sync({ routes: GUARDED.routes })),
    after: project(sync({ routes: GUARDED.routes }), { longest: 9 }),
  },
};
