import type { Random } from "../differential/random";
import type { FuzzArea, FuzzCase, FuzzOutcome } from "./area";
import { mutateJson } from "./mutate-json";
import { mutateText } from "./mutate-text";
import { SharedServer } from "./shared-server";
import { WHOLE_STACK } from "./whole-stack";

/** What stands in configurations: references to what is there, is no text, or is not served, and names that have a meaning. */
const TEXTS: readonly string[] = [
  "${aws_iam_role.gateway.arn}",
  "${aws_apigatewayv2_api.main.id}",
  "${aws_apigatewayv2_route.greet}",
  "${aws_sqs_queue.q.arn}",
  "${data.aws_region.here.name}",
  "${data.aws_iam_policy_document.p.json}",
  "${local.name}",
  "${local.nested}",
  "arn:aws:states:us-east-1:123456789012:stateMachine:greet",
  "us-east-1",
  "$default",
  "$connect",
  "AWS_PROXY",
  "CUSTOM",
  "MOCK",
  "NONE",
  "1",
];

const WHOLE = JSON.stringify(WHOLE_STACK);

/** Most are JSON, so that it is read what they say. */
function generate(random: Random): FuzzCase {
  const text = random.chance(0.1) ? mutateText(random, WHOLE) : JSON.stringify(mutateJson(random, WHOLE_STACK, TEXTS));
  return { text, document: "{}" };
}

const shared = new SharedServer(WHOLE_STACK);

/** A configuration that is served answers for itself, too: its first page lists what is there. */
async function run({ text }: FuzzCase): Promise<FuzzOutcome> {
  const told = await shared.serve(text);
  if (told.includes("cannot be served")) return { kind: "refused", text: told };
  const page = await fetch((await shared.readUrl()).replace(/^ws(.*)\/api$/, "http$1/"));
  if (!page.ok) throw new Error(`the server's first page has the status ${page.status}, got '${await page.text()}'`);
  return { kind: "served", text: told };
}

export const configurations: FuzzArea = {
  about: "Terraform's JSON with mistakes, given to a server that watches the file",
  generate,
  run,
  readHold: shared.readHold,
  stop: shared.stop,
};
