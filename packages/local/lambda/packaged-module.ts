import { statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { FunctionModule } from "./function-module";
import type { FunctionError } from "./process-messages";

/** A module in the order that Lambda's Node.js runtime tries its endings. */
const EXTENSIONS = [".js", ".mjs", ".cjs"];

/**
 * Returns the module and the export that `handler` names in an unpacked deployment package, or how Lambda's Node.js
 * runtime reports that there is none. The texts are those of its source.
 * @see https://github.com/aws/aws-lambda-nodejs-runtime-interface-client/blob/main/src/UserFunction.js
 */
export function readPackagedModule(folder: string, handler: string): FunctionModule | FunctionError {
  if (handler.includes(".."))
    return malformed(
      `'${handler}' is not a valid handler name. Use absolute paths when specifying root directories in handler names.`,
    );
  const [, name, exported] = /^([^.]*)\.(.+)$/.exec(basename(handler)) ?? [];
  if (name === undefined || exported === undefined) return malformed("Bad handler");
  const path = join(folder, dirname(handler), name);
  const module = EXTENSIONS.map((extension) => `${path}${extension}`).find((file) =>
    statSync(file, { throwIfNoEntry: false })?.isFile(),
  );
  return module === undefined ? missing(join(dirname(handler), name)) : { module, handler: exported };
}

const malformed = (errorMessage: string): FunctionError => ({
  errorType: "Runtime.MalformedHandlerName",
  errorMessage,
  trace: [],
});

/** *Assumed*, as bug reports of AWS's users show it. */
const missing = (name: string): FunctionError => ({
  errorType: "Runtime.ImportModuleError",
  errorMessage: `Error: Cannot find module '${name}'\nRequire stack:\n- /var/runtime/index.mjs`,
  trace: [],
});
