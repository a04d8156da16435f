import { readSmokeOptions } from "../../smoke/options";

const URL = "ws://127.0.0.1:4566/api";

describe("the command line of smoke", () => {
  it("has defaults", () => {
    expect(readSmokeOptions([], {})).toEqual({
      url: undefined,
      outputs: undefined,
      stack: undefined,
      message: '{"action":"smoke","message":"hello"}',
      expect: undefined,
      messages: 1,
      timeout: 30_000,
      connectTimeout: 10_000,
      headers: {},
      query: [],
      protocols: [],
      iam: false,
      region: undefined,
      json: false,
      isExplained: false,
    });
  });

  it("reads every option", () => {
    const line = `${URL} --message - --expect any --messages 2 --timeout 0.5 --connect-timeout 3 --iam --region eu-west-1 --json --explain`;
    const lists = ["--header", "X-Tenant:  acme ", "--header", "x-room: b:c", "--subprotocol", "a", "--api-key", "k"];
    const query = ["--query", "token=a=b", "--query", "room="];
    expect(readSmokeOptions([...line.split(" "), ...lists, ...query], {})).toEqual({
      url: URL,
      message: "-",
      expect: "any",
      messages: 2,
      timeout: 500,
      connectTimeout: 3_000,
      headers: { "X-Tenant": "acme", "x-room": "b:c", "x-api-key": "k" },
      query: [
        ["token", "a=b"],
        ["room", ""],
      ],
      protocols: ["a"],
      iam: true,
      region: "eu-west-1",
      json: true,
      isExplained: true,
    });
  });

  it.each([
    [{ SMOKE_API_KEY: "of the environment" }, [], { "x-api-key": "of the environment" }],
    [{ SMOKE_API_KEY: "" }, [], {}],
    [{ SMOKE_API_KEY: "of the environment" }, ["--api-key", "given"], { "x-api-key": "given" }],
    [{ SMOKE_API_KEY: "of the environment" }, ["--api-key", ""], {}],
    [{ SMOKE_API_KEY: "of the environment" }, ["--header", "X-API-Key: given"], { "X-API-Key": "given" }],
  ])("takes the API key of %j and %j", (environment, argv, headers) => {
    expect(readSmokeOptions(argv, environment).headers).toEqual(headers);
  });

  it.each([
    [[URL, "ws://b/"], `URL: more than one, got '${URL} ws://b/'; name one`],
    [[URL, "--stack", "a"], "--stack: finds an address where no URL is given, got a URL too; drop one of the two"],
    [[URL, "--outputs", "a"], "--outputs: finds an address where no URL is given, got a URL too; drop one of the two"],
    [["https://a.b/api?token=secret"], "URL: not a WebSocket's, got 'https://a.b/api'; use 'wss://a.b/api'"],
    [
      ["https://name:secret@a.b/api"],
      "URL: has a user name, got one that is not shown; use --header 'Authorization: ...'",
    ],
    [["http://a.b/api"], "URL: not a WebSocket's, got 'http://a.b/api'; use 'ws://a.b/api'"],
    [
      ["localhost"],
      "URL: not a WebSocket's, got 'localhost'; write it as in wss://id.execute-api.us-east-1.amazonaws.com/api",
    ],
    [["ws://a/api#x"], "URL: has a fragment, got 'ws://a/api'; drop what begins with '#'"],
    [["ws://user:secret@a/api"], "URL: has a user name, got one that is not shown; use --header 'Authorization: ...'"],
    [["--expect", "succeeded"], "--expect: is not known, got 'succeeded'; did you mean 'SUCCEEDED'"],
    [["--messages", "0"], "--messages: not a whole number from 1 to 1000, got '0'; correct it"],
    [["--timeout", ""], "--timeout: has an empty value, got ''; give one, or drop the option"],
    [["--connect-timeout", "x"], "--connect-timeout: not a number from 0.001 to 86400, got 'x'; correct it"],
    [["--query", "secret"], "--query: not a parameter, got one that is not shown; write it as in --query token=secret"],
    [["--header", "secret"], "--header: number 1 has no name, got one that is not shown; write it as in 'Name: value'"],
    [
      ["--header", "A: 1", "--header", "B: sec\nret"],
      "--header: the value of 'B' has a character that headers cannot hold, got one that is not shown; encode it",
    ],
    [
      ["--header", "Sec-WebSocket-Protocol: a"],
      "--header: belongs to the handshake itself, got 'Sec-WebSocket-Protocol'; use --subprotocol",
    ],
    [["--header", "A: 1", "--header", "a: 2"], "--header: a name twice, got 'a'; drop one of the two"],
    [
      ["--header", "X-API-Key: secret", "--api-key", "secret"],
      "--api-key: writes the header x-api-key itself, got one by --header too; drop one of the two",
    ],
    [["--header", "Upgrade: a"], "--header: belongs to the handshake itself, got 'Upgrade'; drop it"],
    [
      ["--iam", "--header", "authorization: secret"],
      "--iam: writes the header Authorization itself, got one by --header too; drop one of the two",
    ],
    [
      ["--region", "eu-west-1"],
      "--region: is the one to sign for, got 'eu-west-1' without --iam; add it, or drop --region",
    ],
    [["--iam", "--region", "eu-wst-1"], "--region: not a region's name, got 'eu-wst-1'; write it as in us-east-1"],
    [["--subprotocol", "a b"], "--subprotocol: not a name, or given twice, got 'a b'; correct it"],
    [["--subprotocol", "a", "--subprotocol", "a"], "--subprotocol: not a name, or given twice, got 'a'; correct it"],
  ])("rejects %j", (argv, message) => {
    expect(() => readSmokeOptions(argv, {})).toThrow(new Error(message));
  });

  it("rejects an option that it does not know", () => {
    expect(() => readSmokeOptions(["--mesage", "x"], {})).toThrow(
      new Error("--mesage: no such option; did you mean '--message'"),
    );
  });
});
