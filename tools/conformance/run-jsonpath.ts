export * from "../../__tests__/conformance/run-jsonpath";
