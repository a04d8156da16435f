import { ApigwWebsocketApiSfnSync } from "../../stacks/apigw-websocket-api-sfn-sync";
import type { PatternProps } from "../../stacks/stack-props";
import { synthesizeFamily } from "../stacks/synthesize-family";
import { found, type OpenTerraform, openTerraform } from "./open-terraform";
import { apply, planStatus } from "./terraform-run";

const workflow = "workflows/wait.asl.json";
const customDomain = {
  domainName: "chat.example.com",
  certificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/1a2b",
};
const schema = JSON.stringify({ type: "object" });

/** What a stack gives up, which the provider takes away by an empty map or an empty object. */
const REMOVALS: readonly { readonly what: string; readonly before: PatternProps; readonly after: PatternProps }[] = [
  { what: "the access log", before: { accessLog: true }, after: { accessLog: false } },
  {
    what: "the access log of a stage under a domain and a usage plan",
    before: { accessLog: true, customDomain, apiKeys: { names: ["acme"] } },
    after: { accessLog: false, customDomain, apiKeys: { names: ["acme"] } },
  },
  {
    what: "a workflow's response template",
    before: { routes: { $default: { workflow, response: "output" } } },
    after: { routes: { $default: { workflow } } },
  },
  {
    what: "a mock's response template",
    before: { routes: { $default: { workflow }, $connect: { mock: '{"type":"hello"}' } } },
    after: { routes: { $default: { workflow }, $connect: { mock: "" } } },
  },
];

const synthesize = (props: PatternProps, name: string) => {
  const { terraform, ...stack } = synthesizeFamily(
    (app, root) => new ApigwWebsocketApiSfnSync(app, name, { root, hasCloudWatchRole: true, ...props }),
    { "models/message.json": schema },
  );
  return { ...stack, terraform: { ...terraform, backend: undefined } };
};

it("asks for the stage's replacement only where there is no access log", () => {
  const lifecycles = [true, false].map((accessLog) => {
    const stages = Object.values(synthesize({ accessLog }, "lifecycle").resource.aws_apigatewayv2_stage ?? {});
    return stages.map(({ lifecycle }) => lifecycle);
  });
  expect(lifecycles).toEqual([
    [undefined],
    [
      {
        replace_triggered_by: [
          expect.stringMatching(
            /^aws_apigatewayv2_deployment\.WebSocketApi_Stage_Deployment_\w+\.triggers\["access_log"\]$/,
          ),
        ],
      },
    ],
  ]);
});

if ("missing" in found) process.stderr.write(`not run: removing what was applied (${found.missing})\n`);
else
  describe.each(["keep", "clear"] as const)("the real Terraform, where an empty map is to %s", (emptyMaps) => {
    let opened: OpenTerraform;
    beforeAll(async () => {
      opened = await openTerraform(20, undefined, { emptyMaps });
      const { apigateway } = opened.endpoint.aws.region("us-east-1");
      apigateway.account = { cloudwatchRoleArn: "arn:aws:iam::123456789012:role/logs" };
    }, 60_000);
    afterAll(() => opened.close());

    it.each(REMOVALS)(
      "takes $what away in one apply",
      async ({ what, before, after }) => {
        const name = `removal-${REMOVALS.findIndex((removal) => removal.what === what)}`;
        await apply(opened.configure(synthesize(before, name), name));
        const run = opened.configure(synthesize(after, name), name);
        await apply(run);
        expect(await planStatus(run)).toBe(0);
      },
      120_000,
    );

    it("leaves the access log of a stage that is not replaced, and plans to take it away for ever", async () => {
      await apply(opened.configure(synthesize({ accessLog: true }, "in-place"), "in-place"));
      const stack = synthesize({ accessLog: false }, "in-place");
      const [stage] = Object.values(stack.resource.aws_apigatewayv2_stage ?? {});
      const run = opened.configure(
        JSON.parse(
          JSON.stringify(stack).replace(JSON.stringify(stage), JSON.stringify({ ...stage, lifecycle: undefined })),
        ),
        "in-place",
      );
      await apply(run);
      expect(await planStatus(run)).toBe(2);
    }, 120_000);

    it("checks no message any more once a route has lost its model, whatever becomes of the empty map", async () => {
      const model = { routes: { $default: { workflow, model: "models/message.json" } } };
      await apply(opened.configure(synthesize(model, "model"), "model"));
      const run = opened.configure(synthesize({}, "model"), "model");
      await apply(run);
      const { apigateway } = opened.endpoint.aws.region("us-east-1");
      const routes = apigateway
        .apis()
        .flatMap(({ apiId, name }) => (name.includes("model") ? apigateway.list(apiId, "routes") : []));
      expect(routes.map(({ modelSelectionExpression }) => modelSelectionExpression)).toEqual([undefined]);
      expect(await planStatus(run)).toBe(emptyMaps === "keep" ? 2 : 0);
    }, 120_000);
  });
