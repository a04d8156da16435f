import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Client, connect } from "@sfn-websocket/local/__tests__/serve";
import { writeArchive } from "@sfn-websocket/local/__tests__/write-archive";
import { found, type OpenTerraform, openTerraform } from "./open-terraform";
import { apply, planStatus, type TerraformRun } from "./terraform-run";

const FOLDER = join(__dirname, "configurations");
const inFolder = (...path: readonly string[]) => join(FOLDER, ...path);
const ECHO = { module: inFolder("lambda-echo", "echo.mjs"), handler: "handler" };

/** The other configurations' functions have their own code. */
const MODULES = new Map([["echo", ECHO]]);

interface Case {
  readonly folder: string;
  /** The file of the folder that `code.zip` holds. @default there is no such archive */
  readonly archived?: string;
  readonly api: string;
  readonly stage: string;
  /** Messages, each with what it is answered with. */
  readonly asked: readonly (readonly [message: string, answer: unknown])[];
}

const CASES: readonly Case[] = [
  {
    folder: "templates-by-content-type",
    api: "by-content-type",
    stage: "dev",
    asked: [
      ['{"action":"put"}', '{"success":true}'],
      ['{"action":"ping"}', ""],
    ],
  },
  {
    folder: "lambda-echo",
    api: "plain-arn",
    stage: "dev",
    asked: [["hello", expect.stringContaining('"got":"hello"')]],
  },
  {
    folder: "lambda-chat",
    archived: "chat.mjs",
    api: "chat",
    stage: "Prod",
    asked: [['{"message":"sendmessage","data":"hi"}', "hi"]],
  },
  {
    folder: "array-messages",
    api: "arrays",
    stage: "prod",
    asked: [
      ['["PING"]', expect.stringMatching(/^\["PONG","[\w=-]+"\]$/)],
      ['[2,"id","Boot",{}]', expect.stringContaining('"sv":{"function":"echo"}')],
    ],
  },
  { folder: "lists-of-blocks", api: "arrays-of-blocks", stage: "dev", asked: [["{}", "listed"]] },
  { folder: "no-expression", api: "no-expression", stage: "dev", asked: [['{"action":"x"}', "default"]] },
  {
    folder: "presence-table",
    api: "presence",
    stage: "latest",
    asked: [
      ['{"action":"ping"}', expect.stringMatching(/^\{"at":"\d+","type":"pong"\}$/)],
      ['{"action":"who"}', expect.stringContaining('"n": 1, "req": "$')],
    ],
  },
  {
    folder: "function-to-workflow",
    api: "shop",
    stage: "dev",
    asked: [
      ["hello", expect.stringContaining('"got":"hello"')],
      [
        '{"action":"quote","article":"tea","quantity":2}',
        expect.stringMatching(/^\{"article":"tea","price":900\}\s*$/),
      ],
      [
        '{"action":"quote","article":"gold"}',
        expect.stringMatching(/^\{"error":"UnknownArticle","cause":"there is no 'gold'"\}\s*$/),
      ],
    ],
  },
  {
    folder: "workflow-module",
    api: "ex-ws",
    stage: "prod",
    asked: [
      [`{"action":"greet","name":"it's"}`, `{"greeting":"Hello it's"}`],
      ['{"action":"count","items":[1,2]}', "2"],
    ],
  },
];

if ("missing" in found)
  process.stderr.write(`not run: others' configurations with the real Terraform (${found.missing})\n`);
else
  describe("the real Terraform, applying a configuration as the public has them", () => {
    let terraform: OpenTerraform;
    beforeAll(async () => {
      terraform = await openTerraform(1, MODULES);
    }, 60_000);
    afterAll(() => terraform.close());

    const open = async ({ api, stage }: Case): Promise<Client> => {
      const { apis } = terraform.endpoint.aws.region("us-east-1").apigateway;
      const apiId = apis().find(({ name }) => name === api)?.apiId;
      return connect(`ws://127.0.0.1:${terraform.endpoint.port}/${apiId}/${stage}`);
    };

    it.each(CASES)(
      "creates $folder, which answers a socket, and plans no change",
      async (each) => {
        const run: TerraformRun = terraform.configureFolder(inFolder(each.folder));
        const { archived } = each;
        if (archived !== undefined)
          writeArchive(join(run.cwd, "code.zip"), { [archived]: readFileSync(join(run.cwd, archived), "utf8") });
        await apply(run);
        const client = await open(each);
        for (const [message, answer] of each.asked) expect(await client.ask(message)).toEqual(answer);
        client.socket.terminate();
        expect(await planStatus(run)).toBe(0);
      },
      120_000,
    );
  });
