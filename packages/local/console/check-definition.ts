import { findMistake } from "@sfn-websocket/languages/json-mistakes";
import { nestsDeeperThan } from "@sfn-websocket/languages/states-language/values/json-nesting";
import { runInTurns } from "@sfn-websocket/languages/states-language/world/steps";
import { explainDiagnostics } from "@sfn-websocket/languages/states-language/validation/explain-diagnostics";
import { placeLocation } from "@sfn-websocket/languages/states-language/validation/place-location";
import {
  type Diagnostic,
  validateInSteps,
} from "@sfn-websocket/languages/states-language/validation/validate-definition";
import type { CheckAnswer, DefinitionProblem } from "./editor-api";
import { DEEPEST, fillEdited, type Edited } from "./fill-definition";
import { findJson } from "@sfn-websocket/languages/json";

/** Findings that are told; a text in which all is wrong has no end of them. */
const MOST_PROBLEMS = 100;

/** Tells what is wrong with a definition as it is edited, with the lines and columns of its text. */
export async function checkDefinition(edited: Edited, type: "EXPRESS" | "STANDARD"): Promise<CheckAnswer> {
  const { text } = edited;
  if (nestsDeeperThan(DEEPEST, text)) return { problems: (await validate(text, type)).map(describe) };
  if (findJson(text) === undefined) {
    const { message, line, column } = findMistake(text);
    return { problems: [{ severity: "ERROR", code: "INVALID_JSON_DESCRIPTION", message, line, column }] };
  }
  const { definition, problems } = fillEdited(edited);
  const found = await validate(definition, type);
  const explained = explainDiagnostics(JSON.parse(definition), found).slice(0, MOST_PROBLEMS);
  const placed = explained.map((diagnostic) => ({
    ...describe(diagnostic),
    ...placeLocation(text, diagnostic.location),
    ...(diagnostic.meant !== undefined && { meant: diagnostic.meant }),
  }));
  return {
    problems: [...problems.map((problem) => describePlaceholder(text, problem)), ...placed],
    ...(definition !== text && { definition }),
  };
}

const validate = (definition: string, type: "EXPRESS" | "STANDARD") =>
  runInTurns(validateInSteps(definition, { type }));

function describe({ severity, code, message, location }: Diagnostic): DefinitionProblem {
  return { severity, code, message, ...(location !== undefined && { path: location }) };
}

/** A placeholder's problem says in words where it is. */
function describePlaceholder(text: string, message: string): DefinitionProblem {
  const path = / at (\/.*); [^;]*$/s.exec(message)?.[1] ?? "";
  return { severity: "ERROR", code: "PLACEHOLDER", message, path, ...placeLocation(text, path) };
}
