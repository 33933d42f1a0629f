export * from "./dates";
export * from "./fold";
export * from "./identity";
export * from "./messages";
export * from "./numbers";
export * from "./say";
