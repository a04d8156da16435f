import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { CreateRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import { type Child, startChild } from "@sfn-websocket/run/__tests__/start-child";
import { clientOptions, openKeepers, ROLE, TABLE, TRUST } from "./kept-calls";

const PROJECT = join(__dirname, "..", "..", "..", "..");
const ROUNDS = 3;
/** The process is killed when so many calls of a round were answered, some of each service. */
const ANSWERED = 25;
/** So many calls of each service are under way at a time. */
const AT_A_TIME = 4;

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

async function makeTableAndRole(url: string): Promise<void> {
  await new IAMClient(clientOptions(url)).send(
    new CreateRoleCommand({ RoleName: ROLE, AssumeRolePolicyDocument: TRUST }),
  );
  await new DynamoDBClient(clientOptions(url)).send(
    new CreateTableCommand({
      TableName: TABLE,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
      KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
    }),
  );
}

/** Makes things of all services until the process is killed in the middle of it; returns the names whose calls were answered. */
async function makeUntilKilled({ child, url }: Started, round: number): Promise<ReadonlyMap<string, string[]>> {
  const services = Object.entries(openKeepers(url));
  const answered = new Map(services.map(([service]): [string, string[]] => [service, []]));
  let count = 0;
  let isOn = true;
  const work = async ([service, { make }]: (typeof services)[number], worker: number): Promise<void> => {
    for (let index = 0; isOn; index++) {
      const name = `r${round}-w${worker}-${index}`;
      try {
        await make(name);
      } catch (error) {
        if (isOn) throw error;
        return;
      }
      answered.get(service)?.push(name);
      if (++count < ANSWERED || [...answered.values()].some(({ length }) => length === 0)) continue;
      isOn = false;
      child.end("SIGKILL");
    }
  };
  const workers = Array.from({ length: AT_A_TIME }, (_, worker) => services.map((each) => work(each, worker)));
  await Promise.all(workers.flat());
  await child.ended;
  return answered;
}

describe("the state of the endpoint", () => {
  const folder = mkdtempSync(join(tmpdir(), "kills-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  it("holds every call of every service that was answered, though the process is killed in the middle of others, again and again", async () => {
    const kept = new Map<string, string[]>();
    for (let round = 0; round <= ROUNDS; round++) {
      const started = await start(folder);
      if (round === 0) await makeTableAndRole(started.url);
      for (const [service, { list }] of Object.entries(openKeepers(started.url)))
        expect([service, await list()]).toEqual([service, expect.arrayContaining(kept.get(service) ?? [])]);
      if (round === ROUNDS) {
        started.child.end("SIGTERM");
        await started.child.ended;
        break;
      }
      for (const [service, names] of await makeUntilKilled(started, round))
        kept.set(service, [...(kept.get(service) ?? []), ...names]);
    }
    expect([...kept.values()].flat().length).toBeGreaterThanOrEqual(ROUNDS * ANSWERED);
    expect([...kept].filter(([, names]) => names.length === 0)).toEqual([]);
  }, 240_000);
});
