import { join } from "node:path";
import { findTerraformProvider } from "@sfn-websocket/run/find-terraform-provider";
import { PROVIDER } from "@sfn-websocket/run/choose-provider";
import { SERVED } from "../benchmark/served";
import type { Server } from "../benchmark/servers";
import type { Check } from "../checks/check";
import { findFreePort } from "../soak/inspector";
import { listLost, listReturned, readAcknowledged } from "./acknowledged";
import { callAws } from "./call-aws";
import { inFolder, startRuntime } from "../checks/runtime";
import { openTerraform, type Terraform, type TerraformEvent } from "./terraform";

/** What is broken off while Terraform applies: the endpoint by a kill, Terraform itself by Ctrl-C. */
type Victim = "endpoint" | "terraform";

interface Counts {
  created: number;
  deleted: number;
  /** Applies that had ended before. */
  whole: number;
  readonly problems: string[];
}

/** An apply in each round creates all resources anew, by other names, and deletes those of the round before. */
export const breakApplies =
  (victim: Victim) =>
  (rounds: number): Check =>
  (tell) =>
    inFolder(async (folder) => {
      const found = findTerraformProvider(PROVIDER, process.env);
      if ("missing" in found) return { notRun: found.missing };
      const port = await findFreePort();
      const argv = ["--empty", "--quiet", "--port", String(port), "--state", join(folder, "state")];
      const counts: Counts = { created: 0, deleted: 0, whole: 0, problems: [] };
      let server = await startRuntime({ argv });
      const terraform = await openTerraform(found, `http://127.0.0.1:${port}`, join(folder, "terraform"));
      try {
        const longest = await applyWhole(terraform);
        for (let round = 1; round <= rounds && counts.problems.length === 0; round++) {
          tell(`apply ${round} of ${rounds}`);
          terraform.configure(describeRound(round));
          const events = await breakOff(terraform, { victim, server, within: longest });
          if (victim === "endpoint") server = await startRuntime({ argv });
          await compare({ terraform, server, events, round, counts });
        }
      } finally {
        terraform.stop();
      }
      const { created, deleted, whole, problems } = counts;
      return {
        figures: `${rounds} applies, ${rounds - whole} of them broken off: ${created} creations and ${deleted} deletions acknowledged, ${problems.length === 0 ? "all of them there afterwards" : "not all of them there afterwards"}`,
        ...(problems.length > 0 && { problem: problems.join("; ") }),
      };
    });

const NAMES = /\b(gateway|workflow|greet|main)\b/g;

/** The pattern's resources, with names and addresses that end with the round's number. */
function describeRound(round: number): object {
  const { aws_apigatewayv2_deployment: deployment } = SERVED.resource;
  const ordered = { main: { ...deployment.main, depends_on: ["aws_apigatewayv2_route.greet"] } };
  const resource = { ...SERVED.resource, aws_apigatewayv2_deployment: ordered };
  return {
    // A call that fails is repeated for minutes else.
    provider: { aws: [{ region: "us-east-1", max_retries: 1 }] },
    resource: JSON.parse(JSON.stringify(resource).replaceAll(NAMES, `$1_${round}`)) as object,
  };
}

/** Applies the first round; milliseconds from its first change to its last. */
async function applyWhole(terraform: Terraform): Promise<number> {
  terraform.configure(describeRound(0));
  await terraform.run("init", "-input=false").ended;
  const apply = terraform.run("apply", "-auto-approve", "-input=false", "-json");
  let first = 0;
  apply.onEvent(({ type }) => (first ||= type === "apply_start" ? performance.now() : 0));
  const { status, events } = await apply.ended;
  if (status !== 0) throw new Error(`terraform apply: ended with status ${status}, got ${describeErrors(events)}`);
  return performance.now() - first;
}

interface Break {
  readonly victim: Victim;
  readonly server: Server;
  /** Milliseconds after the first change. */
  readonly within: number;
}

/** Applies, and breaks that off at a random moment; what Terraform has told. */
async function breakOff(terraform: Terraform, { victim, server, within }: Break): Promise<readonly TerraformEvent[]> {
  const apply = terraform.run("apply", "-auto-approve", "-input=false", "-json");
  let killed: Promise<unknown> | undefined;
  const hit = () => {
    if (victim === "endpoint") killed ??= server.end("SIGKILL");
    else apply.interrupt();
  };
  let timer: NodeJS.Timeout | undefined;
  apply.onEvent(({ type }) => {
    if (type === "apply_start") timer ??= setTimeout(hit, Math.random() * within);
  });
  const { events } = await apply.ended;
  clearTimeout(timer);
  // An apply that has ended before is followed by a kill all the same.
  if (victim === "endpoint") await (killed ?? server.end("SIGKILL"));
  return events;
}

interface Comparison {
  readonly terraform: Terraform;
  readonly server: Server;
  /** What was told of the apply. */
  readonly events: readonly TerraformEvent[];
  readonly round: number;
  readonly counts: Counts;
}

/** Compares what was acknowledged with the next plan, and with what the endpoint lists. */
async function compare({ terraform, server, events, round, counts }: Comparison): Promise<void> {
  const acknowledged = readAcknowledged(events);
  counts.created += acknowledged.created.size;
  counts.deleted += acknowledged.deleted.size;
  if (acknowledged.isWhole) counts.whole += 1;
  const { status, events: planned } = await terraform.run("plan", "-input=false", "-json").ended;
  const problems = [
    ...(status === 0 ? [] : [`the next plan fails: ${describeErrors(planned)}`]),
    ...listLost(acknowledged, planned),
    ...listReturned(acknowledged, await listNames(server.url)),
  ];
  counts.problems.push(...problems.map((problem) => `apply ${round}: ${problem}`));
}

/** What the endpoint lists, as it prints it. */
async function listNames(url: string): Promise<string> {
  const target = "AWSStepFunctions.ListStateMachines";
  const [, machines] = await callAws(url, { service: "states", target, body: {} });
  const [, roles] = await callAws(url, { service: "iam", body: "Action=ListRoles&Version=2010-05-08" });
  return machines + roles;
}

function describeErrors(events: readonly TerraformEvent[]): string {
  const errors = events.flatMap(({ diagnostic }) =>
    diagnostic?.severity === "error" ? [`${diagnostic.summary} ${diagnostic.detail}`] : [],
  );
  return `'${errors.join("; ")}'`;
}
