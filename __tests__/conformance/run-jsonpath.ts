export * from "../../tools/conformance/run-jsonpath";
