import type { JsonObject } from "@sfn-websocket/languages/json";
import { createAws } from "../../account/aws";
import { loadStack } from "../../terraform/load-stacks";
import { createVirtualClock } from "../virtual-clock";

const ZONE = "Z0123456789ABCDEFGHIJ";
const ALIAS = {
  name: "D-A.execute-api.us-east-1.amazonaws.com",
  zone_id: "Z1UJRXOUMOOFQ8",
  evaluate_target_health: true,
};

function load(records: Readonly<Record<string, JsonObject>>) {
  const aws = createAws({ clock: createVirtualClock(), log: () => undefined });
  const output = Object.fromEntries(
    Object.keys(records).flatMap((name) =>
      ["id", "fqdn"].map((attribute) => [
        `${name}-${attribute}`,
        { value: `\${aws_route53_record.${name}.${attribute}}` },
      ]),
    ),
  );
  const configuration = { resource: { aws_route53_record: records }, output };
  const { outputs } = loadStack({ name: "stack", file: "main.tf.json", configuration }, aws);
  return { outputs, sets: aws.route53.recordSets(ZONE).map(({ element }) => element) };
}

describe("the records of a configuration", () => {
  it("are made with an alias or with values", () => {
    const { outputs, sets } = load({
      alias: { zone_id: ZONE, name: "Socket.example.com.", type: "A", alias: [ALIAS] },
      values: {
        zone_id: ZONE,
        name: "v.example.com",
        type: "TXT",
        ttl: 60,
        records: ["a", "b"],
        set_identifier: "one",
      },
    });
    expect(outputs).toEqual({
      "alias-id": `${ZONE}_socket.example.com_A`,
      "alias-fqdn": "socket.example.com",
      "values-id": `${ZONE}_v.example.com_TXT_one`,
      "values-fqdn": "v.example.com",
    });
    const DNSName = "d-a.execute-api.us-east-1.amazonaws.com.";
    expect(sets).toEqual([
      {
        Name: "socket.example.com.",
        Type: "A",
        AliasTarget: { HostedZoneId: "Z1UJRXOUMOOFQ8", DNSName, EvaluateTargetHealth: "true" },
      },
      {
        Name: "v.example.com.",
        Type: "TXT",
        SetIdentifier: "one",
        TTL: 60,
        ResourceRecords: { ResourceRecord: [{ Value: "a" }, { Value: "b" }] },
      },
    ]);
  });

  it("rejects two of the same name and type, but where one may overwrite", () => {
    const a = { zone_id: ZONE, name: "a.example.com", type: "A", ttl: 60, records: ["1.1.1.1"] };
    expect(() => load({ a, b: a })).toThrow(
      "stack: aws_route53_record.b: [Tried to create resource record set [name='a.example.com.', type='A'] but it already exists]",
    );
    expect(load({ a, b: { ...a, allow_overwrite: true } }).sets).toHaveLength(1);
  });

  it("rejects a zone that is none", () => {
    expect(() => load({ a: { zone_id: "example.com", name: "a", type: "A", alias: ALIAS } })).toThrow(
      "stack: aws_route53_record.a: No hosted zone found with ID: example.com",
    );
  });
});
