import { readFileSync } from "node:fs";
import { join } from "node:path";
import { connect } from "@sfn-websocket/local/__tests__/serve";
import { createFreshProject, type FreshProject, refuseRegistry } from "./fresh-project";

const PROJECT = join(__dirname, "..", "..", "..");

/** What a CDKTF app of TypeScript has, as `cdktf init --template=typescript` writes it. */
const SETTINGS = {
  "cdktf.json": { language: "typescript", app: "node main.js", projectId: "shop", sendCrashReports: "false" },
  "tsconfig.json": {
    compilerOptions: {
      ...{ alwaysStrict: true, declaration: true, inlineSourceMap: true, lib: ["es2018"], module: "CommonJS" },
      ...{ noFallthroughCasesInSwitch: true, noImplicitReturns: true, noUnusedLocals: true, noUnusedParameters: true },
      ...{ resolveJsonModule: true, strict: true, strictPropertyInitialization: true, stripInternal: true },
      ...{ target: "ES2018", skipLibCheck: false, types: ["node"] },
    },
    exclude: ["node_modules", "cdktf.out"],
  },
  "workflows/hello.asl.json": {
    QueryLanguage: "JSONata",
    StartAt: "Hello",
    States: { Hello: { Type: "Pass", Output: { hello: "{% $states.input.name %}" }, End: true } },
  },
};

/** Two APIs in one stack beside resources of the app's own, told of one another by tokens: the one of the documentation. */
const [, SHOWN = ""] = /```ts\n([^]*?)```/.exec(readFileSync(join(PROJECT, "docs", "package.md"), "utf8")) ?? [];
/** It, with what not every version of the provider has. */
const KEY = "arn:aws:kms:eu-west-1:123456789012:key/1a2b";
const MAIN = SHOWN.replace("routes: {", `dualStack: true, kmsKeyArn: "${KEY}", routes: {`);

/** Versions that the package says it takes, beside those of this repository: the oldest, and the newest. */
const VERSIONS = [
  ["cdktf@0.21.0", "@cdktf/provider-aws@20.1.0", "constructs@10.4.2"],
  ["cdktf@0.20.0", "@cdktf/provider-aws@19.65.1", "constructs@10.3.0"],
  ["cdktf@0.21.0", "@cdktf/provider-aws@21.22.1", "constructs@10.4.2"],
] as const;
const COMPILER = ["typescript@5.9.3", "@types/node@20"];

type Terraform = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** What the app of a project synthesizes, without what names its folder or the provider's version. */
function readTerraform({ folder }: FreshProject): Terraform {
  const text = readFileSync(join(folder, "cdktf.out", "stacks", "shop", "cdk.tf.json"), "utf8");
  const { terraform: _versions, ...rest } = JSON.parse(text, (name, value: unknown) =>
    name === "//" ? undefined : value,
  ) as Terraform;
  return rest;
}

async function createApp(versions: readonly string[]): Promise<FreshProject> {
  const project = await createFreshProject([...versions, ...COMPILER]);
  for (const [name, value] of Object.entries(SETTINGS)) project.write(name, JSON.stringify(value));
  project.write("main.ts", MAIN);
  return project;
}

const succeeded = { status: 0, stderr: "" };
const missing = refuseRegistry();
if (missing !== undefined)
  process.stderr.write(`not run: apps of CDKTF with the package from its tarball (${missing})\n`);
else
  describe("in a CDKTF app that knows nothing of this repository", () => {
    const projects: FreshProject[] = [];
    const synthesized: Terraform[] = [];

    it.each(VERSIONS)(
      "compiles and synthesizes two APIs in one stack, with %s, %s and %s alike",
      async (...versions) => {
        const project = await createApp(versions);
        projects.push(project);
        expect(await project.run("tsc")).toMatchObject({ status: 0, stdout: "" });
        expect(await project.runNode("main.js")).toMatchObject(succeeded);
        const terraform = readTerraform(project);
        synthesized.push(terraform);
        expect(Object.keys(terraform["resource"]?.["aws_apigatewayv2_api"] ?? {})).toHaveLength(2);
        expect(terraform).toEqual(synthesized[0]);
      },
      400_000,
    );

    it("serves what the app of cdktf.json synthesizes", async () => {
      const [project] = projects;
      if (project === undefined) throw new Error("no app was made");
      const server = project.start("sfn-websocket", "serve", "--port", "0");
      const [chat = ""] = await server.prints(/ws:\/\/\S+\/api/);
      const [orders = ""] = await server.prints(/ws:\/\/\S+\/v1/);
      const [first, second] = [await connect(chat), await connect(orders)];
      expect(await first.ask('{"name":"Jane"}')).toBe('{"hello":"Jane"}');
      expect(await second.ask("{}")).toBe('{"orders":true}');
      for (const { socket } of [first, second]) socket.terminate();
      server.end("SIGINT");
      expect((await server.ended).status).toBe(0);
    }, 60_000);

    it("is synthesized by cdktf itself, and becomes a module that needs none", async () => {
      const [project] = projects;
      if (project === undefined) throw new Error("no app was made");
      const cdktf = join(PROJECT, "node_modules", "cdktf-cli", "bundle", "bin", "cdktf");
      const synthesizedBy = await project.runNode(cdktf, "synth", "--log-level", "OFF");
      expect(synthesizedBy.stdout).toContain("Generated Terraform code for the stacks: shop");
      expect(readTerraform(project)).toEqual(synthesized[0]);
      for (const stack of ["shop", "cdktf.out/stacks/shop"])
        expect(await project.run("sfn-websocket", "eject", stack, `module-${stack.length}`)).toMatchObject(succeeded);
      expect(await project.run("sfn-websocket", "check-workflows", "module-4")).toMatchObject({ status: 0 });
      expect(await project.run("sfn-websocket", "eject", "shopp", "other")).toMatchObject({
        status: 2,
        stderr: "error: STACK: the app synthesizes none of that name, got 'shopp'; did you mean 'shop'\n",
      });
    }, 120_000);

    it("fails with every problem of every API, a line each, without a stack trace", async () => {
      const [project] = projects;
      if (project === undefined) throw new Error("no app was made");
      const { stdout } = await project.runNode("-p", 'require("fs").readFileSync("main.js", "utf8")');
      project.write("wrong.js", stdout.replace("hello.asl.json", "helo.asl.json").replace('"v1"', '"v 1"'));
      project.write("cdktf.json", JSON.stringify({ ...SETTINGS["cdktf.json"], app: "node wrong.js" }));
      expect(await project.run("sfn-websocket", "serve", "--port", "0")).toMatchObject({
        status: 1,
        stderr: [
          "error: shop/Chat: route '$default': workflow file 'workflows/helo.asl.json' does not exist; did you mean 'workflows/hello.asl.json'",
          `error: shop/Orders: stageName: value is not a stage name, got "v 1"; use 1 to 128 letters, digits, '-' and '_'`,
          "",
        ].join("\n"),
      });
    }, 60_000);

    it("takes plain JavaScript, as require reads it", async () => {
      const [project] = projects;
      if (project === undefined) throw new Error("no app was made");
      project.write(
        "plain.js",
        `const { App, TerraformStack } = require("cdktf");
const { AwsProvider } = require("@cdktf/provider-aws/lib/provider");
const { WebSocketApi } = require("sfn-websocket");
const app = new App();
const stack = new TerraformStack(app, "plain");
new AwsProvider(stack, "aws", { region: "eu-west-1" });
new WebSocketApi(stack, "Api", { routes: { $default: { mock: "{}" } } });
app.synth();
`,
      );
      expect(await project.runNode("plain.js")).toMatchObject(succeeded);
      expect(await project.run("sfn-websocket", "policy", "--help")).toMatchObject(succeeded);
    }, 60_000);
  });
