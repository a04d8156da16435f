import type { FuzzArea } from "./area";
import { generateJsonata } from "./generate-jsonata";
import { generateHostileDocument } from "./hostile-document";
import { runDefinition } from "./run-definition";

export const jsonata: FuzzArea = {
  about: "JSONata expressions, each the output of a state",
  generate: (random) => ({ text: generateJsonata(random), document: generateHostileDocument(random) }),
  run({ text, document }) {
    const state = { Type: "Pass", Output: `{% ${text} %}`, End: true };
    const definition = { QueryLanguage: "JSONata", StartAt: "S", States: { S: state } };
    return runDefinition({ text: JSON.stringify(definition), document });
  },
};
