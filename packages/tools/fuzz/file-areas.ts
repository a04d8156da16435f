import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Json } from "@sfn-websocket/languages/json";
import { parseJsonFile } from "@sfn-websocket/languages/parse-json-file";
import { parseMockConfig } from "@sfn-websocket/languages/states-language/execution/mock-config";
import { checkDefinition } from "../check-workflows/check-definition";
import { checkMappingTemplate } from "../check-workflows/check-mapping-template";
import { printFinding } from "../check-workflows/finding";
import { readExecution, readLoadReport, readPrices } from "../cost/read-files";
import { US_EAST_1 } from "../cost/prices";
import type { Random } from "../differential/random";
import { drawFile } from "../draw/draw-file";
import { compileMessage } from "../load/message-template";
import { readPlan } from "../plan-review/read-plan";
import { reviewPlans } from "../plan-review/review";
import { writeJson } from "../plan-review/write-json";
import { writeSummary } from "../plan-review/write-summary";
import type { FuzzArea, FuzzOutcome } from "./area";
import { generateDefinition } from "./generate-definition";
import { mutateText } from "./mutate-text";

/** Whatever a file holds, it is read, or refused in the developer form: by an Error that is none of JavaScript's own kinds. */
function ofFiles(about: string, write: (random: Random) => string, read: (text: string) => string): FuzzArea {
  return {
    about,
    generate: (random) => ({ text: mutateText(random, write(random)), document: "{}" }),
    run: ({ text }) => readFile(text, read),
  };
}

function readFile(text: string, read: (text: string) => string): FuzzOutcome {
  try {
    const told = read(text);
    return { kind: told === "" ? "taken" : "told", text: told };
  } catch (thrown) {
    if (thrown instanceof Error && thrown.constructor === Error) return { kind: "refused", text: thrown.message };
    throw thrown;
  }
}

const MOCKS = JSON.stringify({
  StateMachines: { Quote: { TestCases: { Busy: { "Get the quote": "Answer" } } } },
  MockedResponses: {
    Answer: { 0: { Throw: { Error: "Lambda.TooManyRequestsException", Cause: "x" } }, "1-2": { Return: { price: 7 } } },
  },
});
const TEMPLATE = `#set($input_text=$util.escapeJavaScript($input.body).replaceAll("\\\\'","'"))
#foreach($name in $input.path('$').keySet())"$name"#if($foreach.hasNext),#end#end
{"input": "$input_text", "name": "$context.connectionId", "stateMachineArn": "arn"}`;
const LOAD = { connections: 5, durationSeconds: 60, sent: 10, answered: 10, bytesSent: 100, bytesReceived: 100 };
const PLANS = join(__dirname, "..", "__tests__", "plan-review", "fixtures");

const plans = ["create.json", "api-replaced.json", "async-workflow.json"];
const texts = new Map<string, string>();

/** A recorded plan, in which a mistake is rarely where it is not read. */
function readPlanText(name: string): string {
  const known = texts.get(name) ?? readFileSync(join(PLANS, name), "utf8");
  texts.set(name, known);
  return known;
}

export const FILE_AREAS: Readonly<Record<string, FuzzArea>> = {
  definitions: ofFiles("definitions with mistakes, as check-workflows reads them", generateDefinition, (text) =>
    checkDefinition("a.asl.json", text, "EXPRESS").map(printFinding).join(""),
  ),
  drawings: ofFiles("definitions with mistakes, drawn", generateDefinition, (text) => {
    drawFile("a.asl.json", text, "auto");
    return "";
  }),
  "template-files": ofFiles(
    "mapping templates with mistakes, as check-workflows reads them",
    () => TEMPLATE,
    (text) => checkMappingTemplate("a.vtl", text).map(printFinding).join(""),
  ),
  mocks: ofFiles(
    "files of mocked tasks",
    () => MOCKS,
    (text) => {
      parseMockConfig(text, "mocks.json");
      return "";
    },
  ),
  "load-files": ofFiles(
    "messages and reports of load, prices, answers of executions",
    (random) =>
      random.pick([
        () => '{"action": "a{{counter}}", "n": {{random 1 6}}, "t": "{{token}}", "c": "{{choice a b}}"}',
        () => JSON.stringify(LOAD),
        () => JSON.stringify(US_EAST_1),
        () => '{"billingDetails":{"billedDurationInMilliseconds":100,"billedMemoryUsedInMB":64}}',
      ])(),
    (text) => {
      if (text.includes("{{")) return String(compileMessage("m", text, "m.json").hasToken && "");
      if (text.includes("billingDetails")) readExecution("a.json", text);
      else if (text.includes('"region"')) readPrices("a.json", text);
      else readLoadReport("a.json", text);
      return "";
    },
  ),
  plans: ofFiles(
    "plans of Terraform with mistakes, as plan:review reads them",
    (random) => readPlanText(random.pick(plans)),
    (text) => {
      const json: Json = parseJsonFile("plan.json", text);
      const review = reviewPlans([readPlan({ where: "plan.json", stack: "stack" }, json)]);
      return writeSummary(review, 60_000) && JSON.stringify(writeJson(review)) && "";
    },
  ),
};
