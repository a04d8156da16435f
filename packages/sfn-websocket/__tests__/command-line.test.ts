import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { INVOCATIONS } from "@sfn-websocket/run/invocation";
import { configuration } from "@sfn-websocket/local/__tests__/configuration";
import { connect } from "@sfn-websocket/local/__tests__/serve";
import { runChild } from "@sfn-websocket/run/__tests__/start-child";
import { COMPLETIONS } from "../completion";
import { writeInvocations } from "../write-invocations";
import { createFreshProject, type FreshProject, packInPlace, refuseRegistry } from "./fresh-project";

const PROJECT = join(__dirname, "..", "..", "..");

it.each(Object.values(INVOCATIONS))("has one program for npm's $script and its command", (invocation) => {
  const { scripts } = JSON.parse(readFileSync(join(PROJECT, "package.json"), "utf8"));
  const { script, source, arguments: always = [] } = invocation;
  expect(scripts[script]).toBe(["node packages/run", `${source}.ts`, ...always].join(" "));
});

it.each([
  ["sfn-websocket pol", ["policy"]],
  ["sfn-websocket policy --js", ["--json"]],
  ["sfn-websocket policy x", []],
])(
  "completes %j in bash",
  async (line, expected) => {
    const words = line.split(" ");
    const script = `sfn-websocket() { echo "usage: --json, --help of $2"; }
${COMPLETIONS["bash"]?.(Object.keys(INVOCATIONS))}
COMP_WORDS=(${words.join(" ")}); COMP_CWORD=${words.length - 1}; _sfn_websocket; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const { stdout } = await runChild("bash", ["-c", script], { cwd: PROJECT });
    expect(stdout.split("\n").filter((word) => word !== "")).toEqual(expected);
  },
  60_000,
);

it.each([
  ["npm start -- [options] [PATH]", "npx sfn-websocket serve [options] [PATH]"],
  [
    "run 'npm run policy' and 'npm start -- --help'",
    "run 'npx sfn-websocket policy' and 'npx sfn-websocket serve --help'",
  ],
  ["npm run --silent plan:review -- PLAN | head", "npx sfn-websocket plan-review PLAN | head"],
  ['["npm start --", `npm run cost -- ${a}`]', '["npx sfn-websocket serve", `npx sfn-websocket cost ${a}`]'],
  ["run 'npm run synth', which writes cdktf.out", "run 'npx cdktf synth', which writes cdktf.out"],
  ["npm run benchmark -- --peers, npm ci", "npm run benchmark -- --peers, npm ci"],
])("writes %j for a reader who has the package as %j", (text, expected) =>
  expect(writeInvocations(text)).toBe(expected),
);

const workflow = { StartAt: "P", States: { P: { Type: "Pass", Result: { ok: true }, End: true } } };

/** Routes that need all that the package starts besides: a thread for tables, a process for functions. */
const stack = configuration({
  routes: {
    $default: {
      definition: workflow,
      responses: { $default: { response_templates: { $default: "$input.path('$.output')" } } },
    },
    store: {
      integration: {
        integration_type: "AWS",
        integration_uri: "arn:aws:apigateway:us-east-1:dynamodb:action/PutItem",
        integration_method: "POST",
        credentials_arn: "${aws_iam_role.main.arn}",
        request_templates: { $default: '{"TableName":"orders","Item":{"id":{"S":"1"}}}' },
      },
    },
    quote: {
      integration: {
        integration_type: "AWS_PROXY",
        integration_uri: "${aws_lambda_function.quote.invoke_arn}",
        integration_method: "POST",
      },
    },
  },
  resource: {
    aws_dynamodb_table: {
      orders: {
        name: "orders",
        billing_mode: "PAY_PER_REQUEST",
        hash_key: "id",
        attribute: [{ name: "id", type: "S" }],
      },
    },
    aws_lambda_function: { quote: { function_name: "quote" } },
    aws_lambda_permission: {
      quote: { function_name: "quote", action: "lambda:InvokeFunction", principal: "apigateway.amazonaws.com" },
    },
  },
});

const missing = refuseRegistry();
if (missing !== undefined) process.stderr.write(`not run: the package from its tarball (${missing})\n`);
else
  describe("the package, installed from its tarball in a folder of its own", () => {
    let project: FreshProject;
    beforeAll(async () => {
      project = await createFreshProject([], packInPlace);
    }, 300_000);

    it("holds its license, and nothing that is not built", () => {
      const own = join(project.folder, "node_modules", "sfn-websocket");
      expect(readdirSync(own).sort()).toEqual(["LICENSE", "README.md", "dist", "package.json"]);
      expect(readFileSync(join(own, "LICENSE"), "utf8")).toBe(readFileSync(join(PROJECT, "LICENSE"), "utf8"));
    });

    it("has lines that a terminal can show in what an app imports, for Node.js shows the one that throws", () => {
      const text = readFileSync(join(project.folder, "node_modules", "sfn-websocket", "dist", "index.js"), "utf8");
      expect(text.split("\n").filter(({ length }) => length > 20_000)).toEqual([]);
    });

    it("tells nowhere of scripts that its readers have not", () => {
      const dist = join(project.folder, "node_modules", "sfn-websocket", "dist");
      const files = readdirSync(dist, { recursive: true, encoding: "utf8" }).filter((file) =>
        /\.(js|html)$/.test(file),
      );
      const told = files.flatMap(
        (file) => readFileSync(join(dist, file), "utf8").match(/\bnpm (start|run [\w:-]+)/g) ?? [],
      );
      // It is said where this is not the package.
      expect(told.filter((script) => script !== "npm run deploy:local")).toEqual([]);
      expect(files.length).toBeGreaterThan(20);
    });

    it("names its commands, its version, and what was meant by a mistyped one", async () => {
      const help = await project.run("sfn-websocket", "--help");
      expect(help.status).toBe(0);
      for (const name of Object.keys(INVOCATIONS)) expect(help.stdout).toMatch(new RegExp(`^  ${name} `, "m"));
      expect(await project.run("sfn-websocket", "--version")).toMatchObject({ status: 0, stdout: "0.1.0\n" });
      expect(await project.run("sfn-websocket", "polcy")).toEqual({
        status: 2,
        stdout: "",
        stderr: "error: command: there is none of that name, got 'polcy'; did you mean 'policy'\n",
      });
      expect(await project.run("sfn-websocket", "help", "policy", "draw")).toEqual({
        status: 2,
        stdout: "",
        stderr: "error: help: takes no more, got 'draw'; drop it\n",
      });
    }, 60_000);

    it.each(Object.keys(INVOCATIONS))(
      "tells how %s is used, in its own words",
      async (name) => {
        const { status, stdout } = await project.run("sfn-websocket", "help", name);
        expect(status).toBe(0);
        expect(stdout).toContain(`npx sfn-websocket ${name}`);
        expect(stdout).not.toContain("npm run");
      },
      60_000,
    );

    it.each([
      [["smoke", "ws://127.0.0.1:1/api"], "127.0.0.1:1: start it with 'npx sfn-websocket serve', which"],
      [["load", "ws://127.0.0.1:1/api", "--duration=0.1"], "'npx sfn-websocket smoke URL' tells what may be the cause"],
      [["serve", "node_modules"], "or run 'npx cdktf synth'"],
    ])(
      "tells what is wrong of %j in its own words",
      async (argv, expected) => {
        const { stderr } = await project.run("sfn-websocket", ...argv);
        expect(stderr).toContain(expected);
        expect(stderr).not.toMatch(/npm (start|run)/);
      },
      60_000,
    );

    it("serves plain Terraform JSON, with a function and a table", async () => {
      project.write("main.tf.json", JSON.stringify(stack));
      project.write("quote.js", "exports.handler = async () => ({ statusCode: 200, body: '42' });");
      const server = project.start("sfn-websocket", "serve", "main.tf.json", "--port", "0", "--lambda", "quote=quote");
      const [url = ""] = await server.prints(/ws:\/\/\S+/);
      const [page = ""] = await server.prints(/http:\/\/\S+\/_console\//);
      expect(await (await fetch(page)).text()).toContain('<script type="module" src="app.js">');
      expect((await fetch(`${page}app.js`)).status).toBe(200);
      const client = await connect(url);
      expect(await client.ask("{}")).toBe('{"ok":true}');
      expect(await client.ask('{"action":"store"}')).toBe("{}");
      expect(await client.ask('{"action":"quote"}')).toBe("42");
      client.socket.terminate();
      server.end("SIGINT");
      expect((await server.ended).status).toBe(0);
    }, 60_000);

    it("fails for a function of TypeScript where nothing reads it", async () => {
      project.write("typed.ts", "export const handler = async (): Promise<string> => '1';");
      expect(await project.run("sfn-websocket", "serve", "main.tf.json", "--lambda", "quote=typed.ts")).toMatchObject({
        status: 2,
        stderr: expect.stringContaining("install tsx beside this package, or name JavaScript"),
      });
    }, 60_000);

    it("runs a workflow and renders a template", async () => {
      project.write("w.asl.json", JSON.stringify(workflow));
      project.write("t.vtl", "hello $input.path('$.name')");
      const executed = await project.run("sfn-websocket", "execute", "w.asl.json", "--input", "{}");
      expect(JSON.parse(executed.stdout)).toMatchObject({ status: "SUCCEEDED", output: '{"ok":true}' });
      const rendered = await project.run("sfn-websocket", "render", "t.vtl", "--body", '{"name":"Jane"}');
      expect(rendered.stdout).toBe("hello Jane");
    }, 60_000);
  });
