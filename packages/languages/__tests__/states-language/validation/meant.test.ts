import type { JsonObject } from "../../../json";
import { addsFunction } from "../../../states-language/jsonata/jsonata-functions";
import { findLibraryFunction } from "../../../states-language/jsonata/jsonata-library";
import { adviseOn } from "../../../states-language/validation/advise";
import { explainDiagnostics } from "../../../states-language/validation/explain-diagnostics";
import { JSONATA_FUNCTIONS } from "../../../states-language/validation/jsonata-names";
import { listMisspelledCalls } from "../../../states-language/validation/misspelled-calls";
import { listUnknownNames } from "../../../states-language/validation/unknown-names";
import { validateDefinition } from "../../../states-language/validation/validate-definition";

const explain = (definition: JsonObject) =>
  explainDiagnostics(definition, validateDefinition(JSON.stringify(definition), { type: "EXPRESS" })).map(
    ({ location, meant }) => [location, meant],
  );

const machine = (states: JsonObject, more: JsonObject = {}): JsonObject => ({
  StartAt: "Charge",
  ...more,
  States: states,
});
const done: JsonObject = { Type: "Succeed" };

it.each<[string, JsonObject, readonly (readonly [string, string | undefined])[]]>([
  ["a state in StartAt", machine({ Charge: done }, { StartAt: "Chagre" }), [["/StartAt", "Charge"]]],
  [
    "a state in Next, without the state that it leaves alone",
    machine({ Charge: { Type: "Pass", Next: "Rejct" }, Reject: done }),
    [["/States/Charge/Next", "Reject"]],
  ],
  [
    "states in Choices and Default",
    machine({
      Charge: { Type: "Choice", Choices: [{ Variable: "$.a", IsNull: true, Next: "Rejec" }], Default: "Acept" },
      Reject: done,
      Accept: done,
    }),
    [
      ["/States/Charge/Choices[0]/Next", "Reject"],
      ["/States/Charge/Default", "Accept"],
    ],
  ],
  [
    "a state in Catch",
    machine({
      Charge: {
        Type: "Task",
        Resource: "arn:aws:states:::lambda:invoke",
        Parameters: { FunctionName: "f" },
        Catch: [{ ErrorEquals: ["States.ALL"], Next: "Rejected" }],
        End: true,
      },
      Reject: done,
    }),
    [["/States/Charge/Catch[0]/Next", "Reject"]],
  ],
  [
    "a state of the branch, not of the machine around it",
    machine({
      Charge: {
        Type: "Parallel",
        Branches: [{ StartAt: "Noti/fy", States: { "Notify/": done } }],
        Next: "Notify",
      },
      Notify: done,
    }),
    [["/States/Charge/Branches[0]/StartAt", "Notify/"]],
  ],
  [
    "a state that is like no other",
    machine({ Charge: { Type: "Pass", Next: "X" }, Done: done }),
    [
      ["/States/Charge/Next", undefined],
      ["/States/Done", undefined],
    ],
  ],
  [
    "a field, without that it is missing",
    machine({ Charge: { Type: "Pass", Edn: true } }),
    [["/States/Charge", "End"]],
  ],
  ["a type", machine({ Charge: { Type: "Sucseed" } }), [["/States/Charge/Type", "Succeed"]]],
  ["a query language", machine({ Charge: done }, { QueryLanguage: "JSONAta" }), [["/QueryLanguage", "JSONata"]]],
  [
    "an intrinsic function",
    machine({ Charge: { Type: "Pass", Parameters: { "a.$": "States.Fromat('x')" }, End: true } }),
    [["/States/Charge/Parameters", "States.Format"]],
  ],
  [
    "an integration",
    machine({ Charge: { Type: "Task", Resource: "arn:aws:states:::dynamodb:putItme", End: true } }),
    [["/States/Charge/Resource", "arn:aws:states:::dynamodb:putItem"]],
  ],
  [
    "an action of the SDK",
    machine({ Charge: { Type: "Task", Resource: "arn:aws:states:::aws-sdk:dynamodb:putitem", End: true } }),
    [["/States/Charge/Resource", "arn:aws:states:::aws-sdk:dynamodb:putItem"]],
  ],
  [
    "a service of the SDK",
    machine({ Charge: { Type: "Task", Resource: "arn:aws:states:::aws-sdk:events:putEvents", End: true } }),
    [["/States/Charge/Resource", "arn:aws:states:::aws-sdk:eventbridge:putEvents"]],
  ],
])("finds what was meant by %s", (_what, definition, found) => {
  expect(explain(definition)).toEqual(found);
});

it("tells of a required argument that is missing which name it has instead", () => {
  const parameters = { Mehtod: "GET", "ApiEndpont.$": "$.a", Path: "/" };
  const definition = machine({
    Charge: { Type: "Task", Resource: "arn:aws:states:::apigateway:invoke", Parameters: parameters, End: true },
  });
  const found = validateDefinition(JSON.stringify(definition), { type: "EXPRESS" });
  expect(explainDiagnostics(definition, found).map(({ message, meant }) => [message, meant])).toEqual([
    ["The field 'ApiEndpoint' is required but was missing, got 'ApiEndpont'", "ApiEndpoint"],
    ["The field 'Method' is required but was missing, got 'Mehtod'", "Method"],
  ]);
});

const pass = (members: JsonObject): JsonObject => machine({ Charge: { Type: "Pass", End: true, ...members } });
const jsonata = (expression: string, assign: JsonObject = {}): JsonObject => ({
  QueryLanguage: "JSONata",
  ...pass({ Output: `{% ${expression} %}`, Assign: assign }),
});

it.each<[string, JsonObject, readonly string[]]>([
  [
    "a variable of JSONPath",
    pass({ Assign: { total: 1 }, Parameters: { "a.$": "$totl.x" } }),
    ["variable totl -> total"],
  ],
  [
    "a variable within an intrinsic function",
    pass({ Parameters: { "a.$": "States.Format('$no {}', $who)" } }),
    ["variable who -> undefined"],
  ],
  [
    "variables of other branches, of the states in a Map and of those around a distributed one",
    machine({
      Charge: {
        Type: "Map",
        ItemProcessor: machine({ Charge: { Type: "Pass", Assign: { inner: 1 }, InputPath: "$outer", End: true } }),
        Assign: { outer: "$" },
        Next: "Both",
      },
      Both: {
        Type: "Parallel",
        Branches: [
          machine({ Charge: { Type: "Pass", InputPath: "$outer", Assign: { beside: 1 }, End: true } }),
          machine({ Charge: { Type: "Pass", InputPath: "$beside", End: true } }),
        ],
        Next: "Each",
      },
      Each: {
        Type: "Map",
        ItemSelector: { "a.$": "$outer", "b.$": "$inner" },
        ItemProcessor: {
          ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "EXPRESS" },
          ...machine({ Charge: { Type: "Pass", InputPath: "$outer", End: true } }),
        },
        End: true,
      },
    }),
    ["unseen beside -> undefined", "unseen inner -> undefined", "unseen outer -> undefined"],
  ],
  [
    "a variable of a Choice",
    machine({
      Charge: { Type: "Choice", Choices: [{ Variable: "$flag", IsNull: true, Next: "Done" }], Default: "Done" },
      Done: done,
    }),
    ["variable flag -> undefined"],
  ],
  ["a variable of JSONata", jsonata("$totl + 1", { total: 1 }), ["variable totl -> total"]],
  ["the reserved variable", jsonata("$state.input"), ["variable state -> states"]],
  ["a function of JSONata", jsonata("$uppercse('a')"), ["function uppercse -> uppercase"]],
  ["a function behind a chain", jsonata("'a' ~> $lowercas"), ["function lowercas -> lowercase"]],
  ["a function that is handed on", jsonata("$map([1], $strng)"), ["variable strng -> string"]],
  ["$eval, which Step Functions leaves out", jsonata("$eval('1')"), ["function eval -> undefined"]],
  [
    "a variable of a machine within a state",
    machine({
      Charge: {
        Type: "Parallel",
        Branches: [{ StartAt: "B", States: { B: { Type: "Pass", InputPath: "$ordr", End: true } } }],
        Assign: { order: 1 },
        End: true,
      },
    }),
    ["variable ordr -> order"],
  ],
  [
    "members of $states",
    jsonata("$states.inptu.a & $states.context.State.Name & $states.context.Execution.Input.x & $states.input.inptu"),
    ["member states.inptu -> states.input"],
  ],
  [
    "members of the context object",
    jsonata("$states.context.Exection.Id & $states.context.State.Nam.x & $states.context.Task.Token & $states.context"),
    [
      "context states.context.Exection.Id -> states.context.Execution.Id",
      "context states.context.State.Nam -> states.context.State.Name",
      "context states.context.Task.Token -> undefined",
    ],
  ],
  [
    "members of the context object in paths, where they are there and where not",
    machine({
      Charge: {
        Type: "Map",
        ItemSelector: { "a.$": "$$.Map.Item.Value", "b.$": "States.Format('$$.Nope {}', $$.Execution.Nmae)" },
        ItemProcessor: machine({
          Charge: {
            Type: "Parallel",
            Branches: [machine({ Charge: { Type: "Pass", InputPath: "$$.Map.Item.Value.a", End: true } })],
            End: true,
          },
        }),
        Next: "Each",
      },
      Each: {
        Type: "Map",
        ItemProcessor: {
          ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "EXPRESS" },
          ...machine({ Charge: { Type: "Pass", InputPath: "$$.Map.Item.Value", End: true } }),
        },
        Next: "Ask",
      },
      Ask: {
        Type: "Task",
        Resource: "arn:aws:states:::lambda:invoke.waitForTaskToken",
        Parameters: { FunctionName: "f", Payload: { "token.$": "$$.Task.Token" } },
        Next: "Tell",
      },
      Tell: {
        Type: "Task",
        Resource: "arn:aws:states:::lambda:invoke",
        Parameters: { FunctionName: "f", Payload: { "token.$": "$$.Task.Token", "all.$": "$$" } },
        End: true,
      },
    }),
    [
      "context $.Execution.Nmae -> $.Execution.Name",
      "context $.Map.Item -> undefined",
      "context $.Task.Token -> undefined",
    ],
  ],
  [
    "an expression without its braces",
    machine(
      { Charge: { Type: "Pass", Output: { a: "$states.input.a", b: "$states.x costs" }, End: true } },
      { QueryLanguage: "JSONata" },
    ),
    ["expression states.input.a -> undefined"],
  ],
  [
    "a path in a member that says none",
    pass({ Parameters: { a: "$.b", "c.$": "$.c", d: "$.e costs", f: "$.5" } }),
    ["path .b -> undefined"],
  ],
  [
    "an error of Step Functions'",
    machine({
      Charge: {
        Type: "Parallel",
        Branches: [],
        Retry: [{ ErrorEquals: ["States.Timeot", "States.Http.Socket", "Own.Timeot", "States.MyOwn"] }],
        Catch: [
          { ErrorEquals: ["States.Runtime"], Next: "Tell" },
          { ErrorEquals: ["States.All"], Next: "Tell" },
        ],
        Next: "Tell",
      },
      Tell: { Type: "Succeed" },
    }),
    ["error States.Timeot -> States.Timeout", "error States.MyOwn -> undefined", "error States.All -> States.ALL"],
  ],
])("finds %s that stands for nothing", (_what, definition, found) => {
  expect(listUnknownNames(definition).map(({ kind, name, meant }) => `${kind} ${name} -> ${meant}`)).toEqual(found);
});

it.each<[string, JsonObject]>([
  ["what JSONata binds", jsonata("($a := 1; $f := function($b) { $a + $b }; [1]@$x#$i.{ 'k': $x + $i + $f(1) })")],
  ["what Step Functions adds", jsonata("$states.input ~> $hash('MD5') & $uuid() & $parse('1')")],
  [
    "the input, the context and texts",
    pass({ Parameters: { "a.$": "$.b", "c.$": "$$.Execution.Id", d: "$e", fPath: "$g" } }),
  ],
  ["texts that nobody evaluates", pass({ Comment: "$a", Result: { "b.$": "$c" } })],
  [
    "a variable that a catcher assigns",
    machine({
      Charge: {
        Type: "Task",
        Resource: "arn:aws:states:::lambda:invoke",
        Parameters: { FunctionName: "f" },
        Catch: [{ ErrorEquals: ["States.ALL"], Assign: { "why.$": "$.Cause" }, Next: "Tell" }],
        Next: "Tell",
      },
      Tell: { Type: "Pass", InputPath: "$why", End: true },
    }),
  ],
])("takes %s", (_what, definition) => {
  expect(listUnknownNames(definition)).toEqual([]);
});

it("finds paths and actions that are misspelled in calls that it knows, and others not", () => {
  const task = (resource: string, parameters: JsonObject): JsonObject => ({
    Type: "Task",
    Resource: `arn:aws:states:::${resource}`,
    Parameters: parameters,
    End: true,
  });
  const definition = machine({
    Charge: {
      Type: "Map",
      ItemProcessor: machine({ Post: task("apigateway:invoke", { RequestBdy: 1, Path: "/" }) }),
      Next: "Ask",
    },
    Ask: task("lambda:invoke.waitForTaskToken", { FunctionName: "f", "Paylod.$": "$", "TaskToken.$": "$$.Task.Token" }),
    Find: task("aws-sdk:dynamodb:qury", { TableNam: "t" }),
    List: task("aws-sdk:sqs:listQueues", {}),
    Other: task("aws-sdk:kms:encrpt", { KeyI: "k" }),
  });
  expect(listMisspelledCalls(definition)).toEqual([
    {
      location: "/States/Charge/ItemProcessor/States/Post/Parameters/RequestBdy",
      call: "apigateway:invoke",
      name: "RequestBdy",
      meant: "RequestBody",
    },
    { location: "/States/Ask/Parameters/Paylod.$", call: "lambda:invoke", name: "Paylod", meant: "Payload" },
    { location: "/States/Find/Resource", call: "aws-sdk:dynamodb", name: "qury", meant: "query" },
  ]);
});

it("knows the functions that expressions are evaluated with", async () => {
  for (const name of JSONATA_FUNCTIONS) {
    expect([name, addsFunction(name) || (await findLibraryFunction(name)) !== undefined]).toEqual([name, true]);
  }
  expect([...JSONATA_FUNCTIONS].filter(addsFunction)).toHaveLength(6);
});

it("finds a text that holds an expression and is none", () => {
  const definition = {
    QueryLanguage: "JSONata",
    ...pass({ Output: { a: "Hi {% $states.input.a %}", b: "{% 'Hi' %}" } }),
  };
  expect(listUnknownNames(definition)).toEqual([
    { kind: "mixed", name: "Hi {% $states.input.a %}", location: "/States/Charge/Output/a" },
  ]);
});

const CALL = { Type: "Task", Resource: "arn:aws:states:::lambda:invoke", Arguments: { FunctionName: "f" }, End: true };

it.each<[string, JsonObject, string]>([
  ["$", { Type: "Pass", Output: "{% $.a %}", End: true }, "write $states.input for what the state gets"],
  [
    "a result of a Pass",
    { Type: "Pass", Output: "{% $states.result %}", End: true },
    "write $states.input: only a state that calls something has a result",
  ],
  ["a field of JSONPath", { ...CALL, ResultPath: "$.a" }, `write 'Output', or 'Assign' for a variable`],
  ["a field of JSONPath that ends in Path", { Type: "Wait", SecondsPath: "$.a", End: true }, `write 'Seconds'`],
  ["==", { Type: "Pass", Output: "{% 1 == 1 %}", End: true }, "JSONata compares by a single ="],
  ["&&", { Type: "Pass", Output: "{% 1 && 1 %}", End: true }, "JSONata joins conditions by 'and', texts by a single &"],
  ["||", { Type: "Pass", Output: "{% 1 || 1 %}", End: true }, "JSONata joins conditions by 'or'"],
  [
    "a field of other states",
    { Type: "Choice", Choices: [{ Condition: "{% true %}", Next: "Charge" }], End: true },
    "leave 'End' out",
  ],
  [
    "an action that only AWS's SDK has",
    { ...CALL, Resource: "arn:aws:states:::dynamodb:query", Arguments: { TableName: "t" } },
    "did you mean 'arn:aws:states:::aws-sdk:dynamodb:query'",
  ],
  ["what nothing is known of", { ...CALL, Next: "Charge" }, "correct the definition"],
])("advises on %s", (_what, state, advice) => {
  const definition = { ...machine({ Charge: state }), QueryLanguage: "JSONata" };
  const found = validateDefinition(JSON.stringify(definition), { type: "EXPRESS" });
  expect(explainDiagnostics(definition, found).map(adviseOn)).toEqual([advice]);
});
