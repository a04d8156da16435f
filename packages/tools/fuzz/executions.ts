import type { FuzzArea } from "./area";
import { generateDefinition } from "./generate-definition";
import { generateHostileDocument } from "./hostile-document";
import { runDefinition } from "./run-definition";

export const executions: FuzzArea = {
  about: "state machines: validated, prepared and run in virtual time",
  generate: (random) => ({ text: generateDefinition(random), document: generateHostileDocument(random) }),
  run: runDefinition,
};
