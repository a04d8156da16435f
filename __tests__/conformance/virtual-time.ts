export * from "../../tools/conformance/virtual-time";
