import { join } from "node:path";
import { readFunctionOption } from "../../lambda/function-module";

const MODULE = join(__dirname, "functions", "sample.ts");

const PLACE = { where: "--lambda", root: __dirname };

describe("the option --lambda", () => {
  it.each([
    ["quote=functions/sample", "handler"],
    ["quote=functions/sample.ts", "handler"],
    ["quote=functions/sample.describe", "describe"],
    ["quote=functions/sample.ts.describe", "describe"],
    [`quote=${MODULE}`, "handler"],
  ])("takes %s", (text, handler) => {
    expect(readFunctionOption(text, PLACE)).toEqual(["quote", { module: MODULE, handler }]);
  });

  it.each(["quote", "quote=", "=functions/sample", "a b=functions/sample"])(
    "rejects '%s', which has another form",
    (text) => {
      expect(() => readFunctionOption(text, PLACE)).toThrow(
        new Error(`--lambda: not NAME=MODULE[.HANDLER], got '${text}'; write quote=src/quote.handler`),
      );
    },
  );

  it("rejects a module that does not exist", () => {
    expect(() => readFunctionOption("quote=functions/gone.handler", PLACE)).toThrow(
      new Error(
        "--lambda quote: there is no such module, got 'functions/gone.handler'; name a file such as src/quote.ts",
      ),
    );
  });
});
