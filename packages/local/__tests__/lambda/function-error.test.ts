import { describeForDeveloper } from "../../lambda/function-error";

const place = { module: "/project/functions/price.mjs", directory: "/project" };

it.each([
  [
    "what the function threw, at the first of its own lines",
    {
      errorType: "TypeError",
      errorMessage: "x is not a function",
      trace: [
        "TypeError: x is not a function",
        "    at read (node:internal/fs:1:2)",
        "    at parse (/project/node_modules/parser/index.js:9:9)",
        "    at async handler (file:///project/functions/price.mjs:12:9)",
        "    at elsewhere (/project/functions/other.mjs:1:1)",
      ],
    },
    "TypeError: x is not a function (functions/price.mjs:12:9)",
  ],
  [
    "a syntax error, by the name that the file has",
    {
      errorType: "Runtime.UserCodeSyntaxError",
      errorMessage:
        'TransformError: Transform failed with 1 error:\n/project/functions/price.js:2:12: ERROR: Unexpected ";"',
      trace: ["Error: Transform failed with 1 error:", '/project/functions/price.js:2:12: ERROR: Unexpected ";"'],
    },
    'Runtime.UserCodeSyntaxError: Unexpected ";" (functions/price.mjs:2:12)',
  ],
  [
    "a module that is not there, without the list of those that asked for it",
    {
      errorType: "Runtime.ImportModuleError",
      errorMessage: "Error: Cannot find module 'nowhere'\nRequire stack:\n- /project/functions/price.mjs",
      trace: ["Error: Cannot find module 'nowhere'", "    at <anonymous> (/project/functions/price.mjs:1:15)"],
    },
    "Runtime.ImportModuleError: Cannot find module 'nowhere' (functions/price.mjs:1:15)",
  ],
  [
    "an error whose own text has lines and looks like a loader's",
    { errorType: "Error", errorMessage: "Error: a\nRequire stack: b", trace: [] },
    "Error: Error: a\nRequire stack: b",
  ],
  ["an error without a trace", { errorType: "string", errorMessage: "no luck" }, "string: no luck"],
])("a developer reads %s", (_what, error, text) => {
  expect(describeForDeveloper(error, place)).toBe(text);
});
