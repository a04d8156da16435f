import { leastWork } from "@sfn-websocket/languages/__tests__/least-work";
import { checkDefinition } from "../../check-workflows/check-definition";
import { checkMappingTemplate } from "../../check-workflows/check-mapping-template";
import { type Finding, printFinding } from "../../check-workflows/finding";

const print = (findings: readonly Finding[]) => findings.map(printFinding);

const machine = (states: string, more = "") => `{
  "StartAt": "A",${more}
  "QueryLanguage": "JSONata",
  "States": {
    ${states}
  }
}
`;

describe("a definition", () => {
  it("is checked in time, however many of its placeholders are not closed", () => {
    const text = `{"a": ${"${".repeat(25_000)}`;
    expect(leastWork(() => void checkDefinition("a.asl.json", text, "EXPRESS"), 300)).toBeLessThan(300);
  });

  it.each([
    ["placeholders in texts", machine('"A": { "Type": "Pass", "Output": "${Name}", "End": true }')],
    [
      "expressions of Terraform's templates",
      machine(
        '"A": { "Type": "Task", "Resource": "${ arn }", "Next": "B" },\n"B": { "Type": "Task", "Resource": "${queue.arn}", "End": true }',
      ),
    ],
    ["a placeholder for a number", machine('"A": { "Type": "Succeed" }', '\n  "TimeoutSeconds": ${seconds},')],
    ["Terraform's doubled markers", machine(`"A": { "Type": "Pass", "Output": "{%%{'a': 1}%}", "End": true }`)],
  ])("is right with %s", (_, text) => expect(checkDefinition("a.asl.json", text, "EXPRESS")).toEqual([]));

  it.each([
    ["no JSON", '{ "StartAt": "A", }', ["a.asl.json:1:19: expected a name in double quotes, got '}'; correct it\n"]],
    [
      "a transition to nowhere",
      machine('"A": { "Type": "Pass", "Next": "Bee" },\n    "Be": { "Type": "Succeed" }'),
      ["a.asl.json:5:28: MISSING_TRANSITION_TARGET: Missing 'Next' target: Bee; did you mean 'Be'\n"],
    ],
    [
      "a wait that nobody waits for",
      machine('"A": { "Type": "Wait", "Seconds": 40, "End": true }'),
      [
        "a.asl.json:5:28: Wait state 'A' is longer than the 29 s that API Gateway waits, got 40 s; shorten it, or check it with --type STANDARD\n",
      ],
    ],
    [
      "an unknown variable, of which it warns",
      machine('"A": { "Type": "Pass", "Output": "{% $b %}", "End": true }'),
      [
        "a.asl.json:5:28: warning: a variable is read that nothing assigns, got '$b'; assign it in a state that comes before\n",
      ],
    ],
    [
      "too few arguments, of which it warns",
      machine(
        '"A": { "Type": "Fail", "QueryLanguage": "JSONPath", "CausePath": "States.Format(States.MathAdd(1))" }',
      ).replace("JSONata", "JSONPath"),
      [
        "a.asl.json:5:57: warning: a function is called with a number of arguments that it does not take, got 1 for States.MathAdd; give 2\n",
      ],
    ],
    [
      "a reference of Terraform's",
      machine('"A": { "Type": "Pass", "Output": "${aws_sqs_queue.q.url}", "End": true }'),
      [
        "a.asl.json:5:39: a reference of Terraform's is text in a definition, got '${aws_sqs_queue.q.url}'; write ${Name}, and what it stands for in substitutions\n",
      ],
    ],
    [
      "a placeholder in code",
      machine('"A": { "Type": "Pass", "Output": "{% ${Name} %}", "End": true }'),
      [expect.stringContaining("a.asl.json:5:28: placeholder stands in JSONata outside its texts")],
    ],
  ])("fails with %s", (_, text, lines) => expect(print(checkDefinition("a.asl.json", text, "EXPRESS"))).toEqual(lines));

  it("may wait as long as it likes if it is of the type STANDARD", () => {
    const text = machine('"A": { "Type": "Wait", "Seconds": 4000, "End": true }');
    expect(checkDefinition("a.asl.json", text, "STANDARD")).toEqual([]);
  });
});

describe("a mapping template", () => {
  it.each([
    [
      "order-request.vtl",
      '{ "input": "$util.escapeJavaScript($input.body).replaceAll("\\\\\'","\'")", "a": "${arn}" }',
    ],
    ["order-request.vtl", '{ "after": ${seconds} }'],
    ["greeting.vtl", "Hello, $input.path('$.name')"],
    ["order-response.vtl", '#set($a=1){ "a": $${a} }'],
    ["order-response.vtl", `${"#set($a=1)".repeat(60)}{ "a": $a }`],
    ["order-client-error.vtl", '{ "message": "failed" }'],
    ["task-request.vtl", "Action=SendMessage&MessageBody=$util.urlEncode($input.body)"],
    ["task-request.vtl", "#set($body = $input.body)\nAction=Publish&Message=$util.urlEncode($body)"],
    ["task-request.vtl", "#set($a=1)\n #set($b=2)\n#set($c=3)#set($d=4) Action=Publish&Message=$d"],
  ])("%s is right as %s", (file, text) => expect(checkMappingTemplate(file, text)).toEqual([]));

  it.each([
    ["a.vtl", "#if($a)\n", /^a\.vtl:2:1: cannot be rendered, got expected #elseif or #else or #end/],
    [
      "a-request.vtl",
      '{ "input": "$input.body" }',
      /^a-request\.vtl:1:1: does not render JSON, got plain letters in its input;/,
    ],
    ["task-request.vtl", "Action=SendMessage&A=#if($a)\n", /^task-request\.vtl:2:1: cannot be rendered/],
    ["a-response.vtl", `{ "a": "$input.path('$.output')" }`, /^a-response\.vtl:1:1: does not render JSON/],
  ])("fails: %s of %j", (file, text, line) => {
    const [printed, ...others] = print(checkMappingTemplate(file, text));
    expect(printed).toMatch(line);
    expect(printed).toMatch(/^[^\n]*\n$/);
    expect(others).toEqual([]);
  });
});
