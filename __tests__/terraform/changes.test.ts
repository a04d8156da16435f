import { ApigwWebsocketApiSfnSync } from "../../stacks/apigw-websocket-api-sfn-sync";
import type { PatternProps } from "../../stacks/stack-props";
import { synthesizeFamily } from "../stacks/synthesize-family";
import { found, type OpenTerraform, openTerraform } from "./open-terraform";
import { apply, planStatus } from "./terraform-run";

const workflow = "workflows/wait.asl.json";
const lambda = "arn:aws:lambda:us-east-1:123456789012:function:echo";
const customDomain = {
  domainName: "chat.example.com",
  certificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/1a2b",
};

/** Changes of a stack that replace something which something else leads to. */
const CHANGES: readonly { readonly what: string; readonly before: PatternProps; readonly after: PatternProps }[] = [
  {
    what: "a route from a synchronous to an asynchronous workflow",
    before: { routes: { $default: { workflow } } },
    after: { routes: { $default: { workflow, execution: "async" } } },
  },
  {
    what: "a route from a workflow to a Lambda function",
    before: { routes: { $default: { workflow } } },
    after: { routes: { $default: { lambda } } },
  },
  {
    what: "$connect from a Lambda function to the connection table",
    before: { routes: { $default: { workflow }, $connect: { lambda } } },
    after: { routes: { $default: { workflow } }, connectionTable: true },
  },
  {
    what: "the roles by those of another path",
    before: { routes: { $default: { workflow }, echo: { lambda } }, connectionTable: true },
    after: { routes: { $default: { workflow }, echo: { lambda } }, connectionTable: true, rolePath: "/chat/" },
  },
  {
    what: "the names under an alias",
    before: { routes: { $default: { workflow, delivery: {} } } },
    after: { routes: { $default: { workflow, delivery: {} } }, resourcePrefix: "green" },
  },
  {
    what: "the stage under a custom domain and a usage plan",
    before: { customDomain, apiKeys: { names: ["acme"] } },
    after: { customDomain, apiKeys: { names: ["acme"] }, stageName: "v2" },
  },
];

/** The physical names of what a role or a state machine is, by type. */
function listNames(props: PatternProps): readonly string[] {
  const { resource } = synthesizeFamily((app, root) => new ApigwWebsocketApiSfnSync(app, "names", { root, ...props }));
  return ["aws_iam_role", "aws_sfn_state_machine"].flatMap((type) =>
    Object.entries(resource[type] ?? {}).map(([id, { name }]) => `${type} ${id} ${String(name)}`),
  );
}

it.each(CHANGES)("gives no name of its own to another resource with $what", ({ before, after }) => {
  const owners = new Map(listNames(before).map((line) => [line.split(" ")[2], line]));
  const taken = listNames(after).filter((line) => (owners.get(line.split(" ")[2]) ?? line) !== line);
  expect(taken).toEqual([]);
});

if ("missing" in found) process.stderr.write(`not run: changing what was applied (${found.missing})\n`);
else
  describe("the real Terraform, applying a change in one go", () => {
    let opened: OpenTerraform;
    beforeAll(async () => {
      opened = await openTerraform(20);
    }, 60_000);
    afterAll(() => opened.close());

    it.each(CHANGES)(
      "replaces $what",
      async ({ what, before, after }) => {
        const name = `change-${CHANGES.findIndex((change) => change.what === what)}`;
        const configure = (props: PatternProps) => {
          const { terraform, ...stack } = synthesizeFamily(
            (app, root) => new ApigwWebsocketApiSfnSync(app, name, { root, ...props }),
          );
          // Terraform's default: a state file in its own directory.
          return opened.configure({ ...stack, terraform: { ...terraform, backend: undefined } }, name);
        };
        await apply(configure(before));
        const run = configure(after);
        await apply(run);
        expect(await planStatus(run)).toBe(0);
      },
      90_000,
    );
  });
