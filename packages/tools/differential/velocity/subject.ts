import {
  prepareTemplate,
  TemplateError,
  TemplateSyntaxError,
} from "@sfn-websocket/languages/velocity/prepare-template";
import type { Answer, Case, Subject } from "../subject";
import { findDeliberate } from "./deliberate";
import { generatePayload } from "./generate-payload";
import { generateTemplate } from "./generate-template";

/** Mapping templates beside Apache Velocity 1.7. */
export const velocity: Subject = {
  engine: "Apache Velocity 1.7",
  program: "packages/tools/differential/velocity/VelocityOracle.java",
  jars: ["velocity-1.7.jar", "commons-collections3.jar", "commons-lang.jar"],
  packages: "velocity",
  generate: (random) => ({ text: generateTemplate(random), document: generatePayload(random) }),
  answer: answerTemplate,
  agree: (ours, theirs, found) =>
    (ours.kind === theirs.kind && (ours.kind !== "rendered" || ours.text === theirs.text)) ||
    findDeliberate(found, ours, theirs) !== undefined,
};

/** What a template renders, or how it fails. */
export function answerTemplate({ text, document }: Case): Answer {
  try {
    const rendered = prepareTemplate(text).render({ body: document, context: {}, stageVariables: {}, params: {} });
    return { kind: "rendered", text: rendered };
  } catch (error) {
    if (error instanceof TemplateSyntaxError) return { kind: "syntax", text: error.message };
    if (error instanceof TemplateError) return { kind: "failed", text: error.message };
    return { kind: "threw", text: String(error) };
  }
}
