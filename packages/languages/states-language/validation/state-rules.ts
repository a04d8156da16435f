import { choiceRule } from "./choice-rules";
import { credentials } from "./credentials-rule";
import { byLanguage, jsonataValue, orExpression, withResult } from "./jsonata-rules";
import { heartbeatBeforeTimeout } from "./heartbeat-rule";
import { itemBatcher, itemReader, resultWriter } from "./map-rules";
import { objectOf } from "./object-rule";
import { inputReferencePath, path, pathOrIntrinsic, referencePath } from "./path-rules";
import { payloadTemplate } from "./payload-template";
import { taskResource } from "./resource-rule";
import { catchers, retry } from "./retry-and-catch";
import { taskArguments } from "./task-arguments";
import type { Rule } from "./rule";
import {
  allOf,
  anyValue,
  boolean,
  decimal,
  expectType,
  integer,
  listOf,
  nullOr,
  oneOf,
  text,
  timestamp,
} from "./value-rules";
import { assignments } from "./variable-names";
import { warnOfPath, warnOfStaticResult } from "./warnings";

const MAXIMUM_SECONDS = 99_999_999;
const seconds = orExpression(integer(1, MAXIMUM_SECONDS));
const template = byLanguage(payloadTemplate);
const innerMachine: Rule = (value, location, scope) => scope.validateInner(value, location, scope);
const failureText = orExpression(expectType("STRING", warnOfPath));

const everyState = { Type: anyValue, Comment: anyValue, QueryLanguage: oneOf("JSONPath", "JSONata") };
const io = { InputPath: nullOr(path), OutputPath: nullOr(path), Output: jsonataValue };
const assign = { Assign: assignments };
const transition = { Next: text, End: boolean };
const parameters = { Parameters: payloadTemplate, ResultPath: nullOr(inputReferencePath) };
const errors = { ResultSelector: payloadTemplate, Retry: retry, Catch: catchers };
const nextOrEnd = ["Next", "End"];

const flow = { ...everyState, ...io, ...assign, ...transition };
const results = { Output: withResult(jsonataValue), Assign: withResult(assignments) };
const work = { ...flow, ...results, ...parameters, ...errors };

/**
 * The rule of each state type: which fields it has, and what they take.
 *
 * *Recorded*: which type takes which field (floci-io/floci, and the rules of cdk_preflight, measured with
 * validate-state-machine-definition for 8 types and 50 fields).
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/workflow-states.html
 */
export const stateRules: Readonly<Record<string, Rule>> = {
  Task: allOf(
    heartbeatBeforeTimeout,
    objectOf({
      required: ["Resource"],
      exactlyOne: [nextOrEnd],
      atMostOne: [
        ["TimeoutSeconds", "TimeoutSecondsPath"],
        ["HeartbeatSeconds", "HeartbeatSecondsPath"],
      ],
      fields: {
        ...work,
        Arguments: jsonataValue,
        Resource: taskResource,
        Credentials: credentials,
        TimeoutSeconds: seconds,
        TimeoutSecondsPath: referencePath,
        HeartbeatSeconds: seconds,
        HeartbeatSecondsPath: referencePath,
      },
    }),
    taskArguments,
  ),
  Wait: objectOf({
    exactlyOne: [["SecondsPath", "Seconds", "TimestampPath", "Timestamp"], nextOrEnd],
    fields: {
      ...flow,
      Seconds: orExpression(integer(0, MAXIMUM_SECONDS)),
      SecondsPath: referencePath,
      Timestamp: orExpression(timestamp),
      TimestampPath: referencePath,
    },
  }),
  Pass: objectOf({
    exactlyOne: [nextOrEnd],
    fields: { ...flow, ...parameters, Result: warnOfStaticResult },
  }),
  Succeed: objectOf({ fields: { ...everyState, ...io } }),
  Fail: objectOf({
    atMostOne: [
      ["Error", "ErrorPath"],
      ["Cause", "CausePath"],
    ],
    fields: {
      ...everyState,
      Error: failureText,
      ErrorPath: pathOrIntrinsic,
      Cause: failureText,
      CausePath: pathOrIntrinsic,
    },
  }),
  Choice: objectOf({
    required: ["Choices"],
    fields: { ...everyState, ...io, ...assign, Choices: listOf(choiceRule), Default: text },
  }),
  Parallel: objectOf({
    required: ["Branches"],
    exactlyOne: [nextOrEnd],
    fields: {
      ...work,
      Arguments: jsonataValue,
      Branches: listOf(innerMachine),
    },
  }),
  Map: objectOf({
    exactlyOne: [["ItemProcessor", "Iterator"], nextOrEnd],
    atMostOne: [
      ["MaxConcurrency", "MaxConcurrencyPath"],
      ["ToleratedFailurePercentage", "ToleratedFailurePercentagePath"],
      ["ToleratedFailureCount", "ToleratedFailureCountPath"],
    ],
    fields: {
      ...work,
      ItemProcessor: innerMachine,
      Iterator: innerMachine,
      ItemsPath: nullOr(referencePath),
      Items: jsonataValue,
      ItemSelector: template,
      ItemReader: itemReader,
      ItemBatcher: itemBatcher,
      ResultWriter: resultWriter,
      MaxConcurrency: orExpression(integer(0)),
      MaxConcurrencyPath: referencePath,
      ToleratedFailurePercentage: orExpression(decimal(0, 100)),
      ToleratedFailurePercentagePath: referencePath,
      ToleratedFailureCount: orExpression(integer(0)),
      ToleratedFailureCountPath: referencePath,
      Label: text,
    },
  }),
};
