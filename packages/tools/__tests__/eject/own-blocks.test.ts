import type { JsonObject } from "@sfn-websocket/languages/json";
import { printModule } from "../../eject/print-module";
import { eject, provider, read, role } from "./written-app";

const ejectOwn = () =>
  eject((settings) => {
    const { name, region } = read(settings);
    const own = `${name}-${region}-a`;
    const condition = `\${aws_iam_role.Role_0A1B2C3D.path != "${region}"}`;
    const lifecycle = { precondition: [{ condition, error_message: `not in ${region}` }] };
    return {
      provider: provider(settings),
      resource: { aws_iam_role: { Role_0A1B2C3D: { name: own }, Other: { name: "other", lifecycle } } },
      data: { aws_iam_policy: { Read: { name: own, depends_on: ["aws_iam_role.Role_0A1B2C3D"] } } },
      moved: [{ from: "aws_iam_role.Before", to: "aws_iam_role.Role_0A1B2C3D" }],
      import: [{ id: own, to: "aws_iam_role.Role_0A1B2C3D" }],
      output: { Key: { value: "k", sensitive: true, depends_on: ["aws_iam_role.Role_0A1B2C3D"] } },
    };
  });

it("says addresses and conditions in the module's words, wherever they stand", async () => {
  const { main, outputs } = (await ejectOwn()).module;
  const condition = '${aws_iam_role.role.path != "${data.aws_region.current.id}"}';
  expect(main).toMatchObject({
    data: { aws_iam_policy: { read: { depends_on: ["aws_iam_role.role"] } } },
    moved: [{ from: "aws_iam_role.Before", to: "aws_iam_role.role" }],
    resource: {
      aws_iam_role: {
        other: { lifecycle: { precondition: [{ condition, error_message: "not in ${data.aws_region.current.id}" }] } },
      },
    },
  });
  expect(outputs).toMatchObject({ key: { depends_on: ["aws_iam_role.role"] } });
});

it("gives roots what is theirs: an import by the stack's own names, and outputs that are secret", async () => {
  const files = printModule("chat", await ejectOwn());
  for (const example of ["basic", "take-over"]) {
    const root = JSON.parse(String(files.get(`examples/${example}/main.tf.json`))) as JsonObject;
    expect(root).toMatchObject({
      terraform: { required_version: ">= 1.5" },
      import: [{ id: "chat-us-east-1-a", to: "module.api.aws_iam_role.role" }],
      output: { key: { value: "${module.api.key}", sensitive: true } },
    });
  }
});

it("has no block of outputs where the stack has none: Terraform refuses an empty one", async () => {
  const files = printModule("chat", await eject((settings) => ({ provider: provider(settings), resource: role("a") })));
  const paths = ["outputs.tf.json", "examples/basic/main.tf.json", "examples/take-over/main.tf.json"];
  expect(paths.filter((path) => "output" in (JSON.parse(String(files.get(path))) as JsonObject))).toEqual([]);
});

it("keeps the names of an app that takes no settings, in its own region, and says so", async () => {
  const ejected = await eject(() => ({
    provider: { aws: [{ region: "eu-west-1" }] },
    resource: role("fixed-eu-west-1"),
  }));
  const { main, variables } = ejected.module;
  expect(main).toMatchObject({
    resource: { aws_iam_role: { role: { name: "fixed-eu-west-1" } } },
    data: { aws_region: { current: { lifecycle: { postcondition: [{ condition: '${self.id == "eu-west-1"}' }] } } } },
  });
  expect(Object.keys(variables)).toEqual(["tags"]);
  expect(String(printModule("shop", ejected).get("README.md"))).toContain(
    "It works in eu-west-1 alone, because it names what is there:\n\n- the names of its resources are those that the app gave them",
  );
});

it("takes resources of which there may be several, with a trigger of all of them and one move", async () => {
  const ejected = await eject((settings) => {
    const route = { route_key: "a", api_id: "a" };
    const kept = ["aws_apigatewayv2_route.Counted", "aws_apigatewayv2_route.Each"];
    return {
      provider: provider(settings),
      resource: {
        aws_apigatewayv2_route: {
          Counted: { ...route, count: 2 },
          Each: { ...route, for_each: "${toset([1])}" },
        },
        aws_apigatewayv2_deployment: {
          Made: { api_id: "a", triggers: { redeployment: "0".repeat(64) }, depends_on: kept },
        },
      },
    };
  });
  expect(ejected.module.main["locals"]).toEqual({
    deployed: {
      "aws_apigatewayv2_route.counted": {
        route_key: "${aws_apigatewayv2_route.counted[*].route_key}",
        api_id: "${aws_apigatewayv2_route.counted[*].api_id}",
      },
      "aws_apigatewayv2_route.each": {
        route_key: "${values(aws_apigatewayv2_route.each)[*].route_key}",
        api_id: "${values(aws_apigatewayv2_route.each)[*].api_id}",
      },
    },
  });
  const { moved } = JSON.parse(
    String(printModule("chat", ejected).get("examples/take-over/main.tf.json")),
  ) as JsonObject;
  expect(moved).toContainEqual({
    from: "aws_apigatewayv2_route.Counted",
    to: "module.api.aws_apigatewayv2_route.counted",
  });
});

it("leaves a taken-over stack its tags where it has them, in the provider", async () => {
  const ejected = await eject((settings) => {
    const { name, region } = read(settings);
    const tags = { team: "chat" };
    return { provider: provider(settings, { default_tags: [{ tags }] }), resource: role(`${name}-${region}-a`) };
  });
  const files = printModule("chat", ejected);
  const root = (example: string) => JSON.parse(String(files.get(`examples/${example}/main.tf.json`))) as JsonObject;
  expect(root("take-over")).toMatchObject({
    provider: { aws: { default_tags: [{ tags: { team: "chat" } }] } },
    module: { api: { tags: {} } },
  });
  expect(root("basic")["module"]).toEqual({ api: { source: "../..", name: "chat" } });
});

it("takes the name that the stack has, whatever its form, beside those that settings take", async () => {
  const { module, bindings } = await eject((settings) => {
    const { region } = read(settings);
    const name = settings["WEBSOCKET_API_STACK_NAME"] ?? "ChatApp-1a2b3c4d";
    return { provider: provider(settings), resource: role(`${name}-${region}-a`) };
  });
  expect(bindings.name).toBe("ChatApp-1a2b3c4d");
  expect(module.variables["name"]).toMatchObject({
    validation: [
      { condition: '${can(regex("^[a-z0-9][a-z0-9-]{0,39}$", var.name)) || var.name == "ChatApp-1a2b3c4d"}' },
    ],
  });
});

it("says in the page what is there: no outputs of a stack without any, and no tag of HTML", async () => {
  const page = async (more: JsonObject) =>
    String(
      printModule(
        "chat",
        await eject((settings) => {
          const { name, region } = read(settings);
          const key = settings["WEBSOCKET_API_KMS_KEY_ARN"];
          const resource = role(`${name}-${region}-a`, key === undefined ? {} : { description: key });
          return { provider: provider(settings), resource, ...more };
        }),
      ).get("README.md"),
    );
  expect(await page({})).not.toMatch(/output/i);
  expect(await page({})).toContain("logs.&lt;region>.amazonaws.com");
  expect(await page({ output: { Url: { value: "u", description: "of <stage>" } } })).toContain(
    "| `url` | of &lt;stage> |",
  );
});
