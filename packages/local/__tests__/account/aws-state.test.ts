import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ApiGatewayV2Client, CreateApiCommand, GetApisCommand } from "@aws-sdk/client-apigatewayv2";
import { CreateRoleCommand, IAMClient, ListRolesCommand } from "@aws-sdk/client-iam";
import { type Child, startChild } from "@sfn-websocket/run/__tests__/start-child";
import { openAwsState } from "../../account/aws-state";

const PROJECT = join(__dirname, "..", "..", "..", "..");
const CREDENTIALS = {
  region: "us-east-1",
  credentials: { accessKeyId: "test", secretAccessKey: "test" },
  maxAttempts: 1,
};
const TRUST = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "states.amazonaws.com" } }],
});

interface Started {
  readonly child: Child;
  readonly url: string;
}

/** Starts `npm run endpoint -- --state folder` on a free port. */
async function start(folder: string): Promise<Started> {
  const argv = ["packages/run", "packages/local/command-line/index.ts", "--empty", "--port", "0", "--state", folder];
  const child = startChild(process.execPath, argv, { cwd: PROJECT });
  const [, url = ""] = await child.prints(/AWS endpoint: (http:\S+)[^]*Ctrl-C/);
  return { child, url };
}

const end = ({ child }: Started, signal: NodeJS.Signals) => {
  child.end(signal);
  return child.ended;
};

describe("the state of the endpoint", () => {
  const folder = mkdtempSync(join(tmpdir(), "state-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  it("holds every call that was answered, though the process is killed in the middle of others", async () => {
    const first = await start(folder);
    const acknowledged: string[] = [];
    const gateway = new ApiGatewayV2Client({ ...CREDENTIALS, endpoint: first.url });
    const iam = new IAMClient({ ...CREDENTIALS, endpoint: first.url });
    const create = async (index: number) => {
      const name = `n${index}`;
      await gateway.send(
        new CreateApiCommand({
          Name: name,
          ProtocolType: "WEBSOCKET",
          RouteSelectionExpression: "$request.body.action",
        }),
      );
      await iam.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: TRUST }));
      acknowledged.push(name);
      if (acknowledged.length === 20) await end(first, "SIGKILL");
    };
    await Promise.allSettled(Array.from({ length: 60 }, (_, index) => create(index)));
    expect(acknowledged.length).toBeGreaterThanOrEqual(20);

    const second = await start(folder);
    const { Items = [] } = await new ApiGatewayV2Client({ ...CREDENTIALS, endpoint: second.url }).send(
      new GetApisCommand({ MaxResults: "100" }),
    );
    const { Roles = [] } = await new IAMClient({ ...CREDENTIALS, endpoint: second.url }).send(
      new ListRolesCommand({ MaxItems: 100 }),
    );
    await end(second, "SIGTERM");
    expect(Items.map(({ Name }) => Name)).toEqual(expect.arrayContaining(acknowledged));
    expect(Roles.map(({ RoleName }) => RoleName)).toEqual(expect.arrayContaining(acknowledged));
  }, 60_000);

  it("rejects a file of another version", () => {
    const other = mkdtempSync(join(folder, "other-"));
    writeFileSync(join(other, "aws.json"), '{"version":99}');
    expect(() => openAwsState(other).restore({} as never)).toThrow(
      `--state: ${join(other, "aws.json")} is of another version, got 99; remove it`,
    );
  });
});
