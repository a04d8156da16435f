import { fillDefinition, listPlaceholders } from "../../states-language/definition-substitutions";
import { checkSubstitutedCode } from "../../states-language/substituted-code";

const check = (field: object, values: Readonly<Record<string, string>> = {}) =>
  checkSubstitutedCode(listPlaceholders(JSON.parse(JSON.stringify(field))), (name) => values[name]);

describe("placeholders in expressions", () => {
  it.each([
    { Output: "{% 'arn:${Partition}:sns' & $states.input.id %}" },
    { Output: { deep: ['{% "${Name}" %}', "{% {'${Name}': 1} %}"] } },
    { "id.$": "States.Format('{}-${Name}', $.id)" },
    { "id.$": "States.ArrayContains(States.Array('${Name}'), $.id)" },
    { Resource: "${Name}", Result: "$.${Name}" },
  ])("may stand within the texts of %j", (field) => {
    expect(check(field, { Name: "orders", Partition: "aws" })).toEqual([]);
    expect(check(field)).toEqual([]);
  });

  it.each([
    [{ Output: "{% $states.input.${Name} %}" }, "JSONata", "/Output"],
    [{ Output: "{% $${Name} + ${Name} %}" }, "JSONata", "/Output"],
    [{ Output: "{% `${Name}` & '${Name}' %}" }, "JSONata", "/Output"],
    [{ Output: "{% /${Name}/ %}" }, "JSONata", "/Output"],
    [{ Parameters: { "id.$": "$.${Name}" } }, "JSONPath", "/Parameters/id.$"],
    [{ InputPath: "$['${Name}']" }, "JSONPath", "/InputPath"],
    [{ Choices: [{ Variable: "$.${Name}" }] }, "JSONPath", "/Choices[0]/Variable"],
    [{ Choices: [{ StringEqualsPath: "$.${Name}" }] }, "JSONPath", "/Choices[0]/StringEqualsPath"],
    [{ "id.$": "States.Format('{}', $.${Name})" }, "JSONPath", "/id.$"],
    [{ "id.$": "${Name}" }, "JSONPath", "/id.$"],
  ])("are refused where they would be code, in %j", (field, kind, location) => {
    const problem = `placeholder stands in ${kind} outside its texts, got '\${Name}' at ${location}; write it within quotes there, or give the value a member of its own`;
    expect(new Set(check(field))).toEqual(new Set([problem]));
  });

  it.each([
    ["{% '${Name}' %}", "it's"],
    ["{% '${Name}' %}", "' & $now() & '"],
    ["{% '${Name}' %}", "a\\tb"],
    ["{% '${Name}' %}", "\\"],
  ])("are refused in %s for the value %s", (text, value) => {
    expect(check({ Output: text }, { Name: value })).toEqual([
      `value of \${Name} would change the meaning of JSONata at /Output, got '${value}'; give it a member of its own, outside of expressions`,
    ]);
  });

  it.each(["{}", "it's", "\\", "') , States.UUID("])(
    "are refused in an intrinsic function for the value %s",
    (value) => {
      expect(check({ "id.$": "States.Format('${Name}')" }, { Name: value })).toHaveLength(1);
    },
  );
});

describe("a definition", () => {
  it("keeps a doubled dollar's placeholder as text, and what is none", () => {
    const definition = JSON.stringify({ a: "${Name} $${Name} ${a.b} ${} $Name", "${Name}": 1 });
    expect(JSON.parse(fillDefinition(definition, () => 'a "b"\n'))).toEqual({
      a: 'a "b"\n ${Name} ${a.b} ${} $Name',
      'a "b"\n': 1,
    });
    expect(listPlaceholders(JSON.parse(definition)).map(({ name, location }) => [name, location])).toEqual([
      ["Name", "/a"],
      ["Name", ""],
    ]);
  });
});
