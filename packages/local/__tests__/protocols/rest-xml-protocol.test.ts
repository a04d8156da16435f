import { createRestXmlApi, type RestXmlActions } from "../../protocols/rest-xml-protocol";
import { parseXml, printXml } from "../../protocols/xml-document";
import { childOf, elementsOf, isTrue, textOf, textsOf } from "../../protocols/xml-element";

const NAMESPACE = "https://things.amazonaws.com/doc/1/";
const REQUEST_ID = expect.stringMatching(/^[0-9a-f-]{36}$/);

class ThingError extends Error {
  readonly code = "NoSuchThing";
  readonly status = 404;
}

const ACTIONS: RestXmlActions<undefined> = {
  GetThing: {
    method: "GET",
    path: "/1/thing/{Id}",
    call: (_, { parameter }) => ({ body: { Thing: { Id: parameter("Id") } }, headers: { etag: "E1" } }),
  },
  TagThing: {
    method: "POST",
    path: "/1/thing",
    marker: "Operation=Tag",
    status: 204,
    mutates: true,
    call: () => undefined,
  },
  MakeWithTags: { method: "POST", path: "/1/thing", marker: "WithTags", call: () => ({ body: "with tags" }) },
  MakeThing: { method: "POST", path: "/1/thing", call: (_, { body }) => ({ body: { Thing: body("Make") } }) },
  LoseThing: {
    method: "DELETE",
    path: "/1/thing",
    call() {
      throw new ThingError("There is no <thing>.");
    },
  },
  BreakThing: {
    method: "PUT",
    path: "/1/thing",
    call() {
      throw new TypeError("broken");
    },
  },
};

function call(method: string, url: string, body = "") {
  const log: string[] = [];
  const isError = (thrown: unknown): thrown is ThingError => thrown instanceof ThingError;
  const api = createRestXmlApi({
    service: "Things",
    store: undefined,
    namespace: NAMESPACE,
    actions: ACTIONS,
    isError,
    log: (line) => log.push(line),
  });
  const [path = "", query] = url.split("?");
  const request = { service: "things", region: "us-east-1", headers: {}, method, path, body };
  return { answer: api({ ...request, query: new URLSearchParams(query) }), log };
}

const errorBody = (type: string, code: string, message: string) =>
  `<?xml version="1.0"?>\n<ErrorResponse xmlns="${NAMESPACE}"><Error><Type>${type}</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>ID</RequestId></ErrorResponse>`;

describe("an API in REST-XML", () => {
  it("finds an action by method, path and marker", () => {
    expect(call("GET", "/1/thing/a%20b").answer).toEqual({
      status: 200,
      headers: { "content-type": "text/xml", "x-amzn-requestid": REQUEST_ID, etag: "E1" },
      body: `<?xml version="1.0"?>\n<Thing xmlns="${NAMESPACE}"><Id>a b</Id></Thing>`,
    });
    expect(call("POST", "/1/thing?Operation=Tag").answer).toMatchObject({ status: 204, body: "", mutates: true });
    expect(call("POST", "/1/thing?WithTags").answer).toMatchObject({ status: 200, body: "with tags" });
    expect(call("POST", "/1/thing", "<Make><A>1</A></Make>").answer.body).toContain("<A>1</A>");
  });

  it.each([
    ["a service's error", "DELETE", "/1/thing", 404, "NoSuchThing", "There is no &#60;thing&#62;."],
    ["a path that cannot be decoded", "GET", "/1/thing/%", 400, "MalformedInput", "The path cannot be decoded."],
    ["a body that is none", "POST", "/1/thing", 400, "MalformedInput", "Could not parse the request's XML."],
  ])("rejects with %s", (_, method, url, status, code, message) => {
    const { answer, log } = call(method, url, "<");
    const id = answer.headers["x-amzn-requestid"] ?? "";
    expect([answer.status, answer.body.replace(id, "ID")]).toEqual([status, errorBody("Sender", code, message)]);
    expect([answer.mutates, log]).toEqual([undefined, []]);
  });

  it("fails with what is no service's error, and the log names the action", () => {
    const { answer, log } = call("PUT", "/1/thing");
    const message = "The request processing has failed because of an unknown error, exception or failure.";
    const id = answer.headers["x-amzn-requestid"] ?? "";
    expect([answer.status, answer.body.replace(id, "ID")]).toEqual([
      500,
      errorBody("Receiver", "InternalFailure", message),
    ]);
    expect(log).toEqual([expect.stringMatching(/^Things: BreakThing failed: TypeError: broken\n/)]);
  });

  it("rejects an action that is not emulated, and names it", () => {
    const unknown = { status: 404, unknown: "GET /1/things" };
    expect(call("GET", "/1/things").answer).toMatchObject(unknown);
  });
});

describe("a document of XML", () => {
  it("keeps every text through reading and printing", () => {
    const text = " a <&>\"' é\r\n\tb &amp; 1 true ";
    expect(parseXml(printXml({ Root: { A: text, B: ["1", "2"], C: "" } }, NAMESPACE))).toEqual({
      Root: { A: text, B: ["1", "2"], C: "" },
    });
  });

  it("prints what XML cannot hold as a replacement character", () => {
    expect(printXml({ Root: { A: "\u0000a\u000b\r" } }, NAMESPACE)).toContain("<A>\ufffda\ufffd&#13;</A>");
  });

  it("is read without white space, attributes and comments, its character references decoded", () => {
    const text = '<?xml version="1.0"?>\n<A xmlns="u"> <!-- c -->\n <B x="1">&#xA;&#34;&lt;</B>\n <C/> </A>';
    expect(parseXml(text)).toEqual({ A: { B: '\n"<', C: "" } });
  });

  it("reads children that are absent, empty, one or many alike", () => {
    const { A: element } = parseXml("<A><None/><One><X>1</X></One><Many><X>1</X><X>2</X></Many><Yes>true</Yes></A>");
    const a = childOf({ A: element ?? null }, "A");
    const texts = ["Absent", "None", "One", "Many"].map((name) => textsOf(childOf(a, name), "X"));
    expect(texts).toEqual([[], [], ["1"], ["1", "2"]]);
    expect([elementsOf(a, "One"), elementsOf(a, "None"), textOf(a, "One"), textOf(a, "None")]).toEqual([
      [{ X: "1" }],
      [],
      undefined,
      "",
    ]);
    expect([isTrue(a, "Yes"), isTrue(a, "None"), textOf(a, "constructor")]).toEqual([true, false, undefined]);
  });

  it.each(["", "text", "<A>", "<A></B>", "<A/><B/>", "<__proto__/>"])("rejects '%s'", (text) => {
    expect(() => parseXml(text)).toThrow();
  });
});
