import { createHmac, createPublicKey, generateKeyPairSync, sign, type KeyObject } from "node:crypto";

/** What the provider can be told to do wrong, once, with the next token. */
export type TokenFault =
  | "nonce" | "no_nonce" | "alg_none" | "hs256" | "issuer" | "audience" | "azp" | "expired" | "other_key" | "subject" | "at_hash";

export const tokenFaults: TokenFault[] = ["nonce", "no_nonce", "alg_none", "hs256", "issuer", "audience", "azp", "expired", "other_key", "subject", "at_hash"];

const base64url = (text: string | Buffer) => Buffer.from(text).toString("base64url");

export class SigningKey {
  readonly privateKey: KeyObject;

  constructor(readonly kid: string) {
    this.privateKey = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
  }

  get privateJwk() {
    return { ...this.privateKey.export({ format: "jwk" }), kid: this.kid, alg: "RS256", use: "sig" };
  }

  get publicJwk() {
    return { ...createPublicKey(this.privateKey).export({ format: "jwk" }), kid: this.kid, alg: "RS256", use: "sig" };
  }

  get publicPem() {
    return createPublicKey(this.privateKey).export({ format: "pem", type: "spki" }) as string;
  }

  token(claims: object, header: object = {}): string {
    const text = `${base64url(JSON.stringify({ alg: "RS256", kid: this.kid, ...header }))}.${base64url(JSON.stringify(claims))}`;
    return `${text}.${base64url(sign("RSA-SHA256", Buffer.from(text), this.privateKey))}`;
  }
}

export const partsOf = (token: string) => token.split(".").slice(0, 2).map((part) => JSON.parse(Buffer.from(part, "base64url").toString()));

/** The same token gone wrong. */
export function spoiled(token: string, fault: TokenFault, key: SigningKey): string {
  const [, claims] = partsOf(token);
  const with_ = (change: object) => key.token({ ...claims, ...change });
  switch (fault) {
    case "nonce": return with_({ nonce: "cua-mot-lan-dang-nhap-khac" });
    case "no_nonce": return with_({ nonce: undefined });
    case "issuer": return with_({ iss: `${claims.iss}/` });
    case "audience": return with_({ aud: "mot-ung-dung-khac" });
    case "azp": return with_({ aud: ["motcua", "mot-ung-dung-khac"], azp: "mot-ung-dung-khac" });
    case "expired": return with_({ iat: claims.iat - 7200, exp: claims.iat - 3600 });
    case "subject": return with_({ sub: "mot-nguoi-khac" });
    case "at_hash": return with_({ at_hash: "AAAAAAAAAAAAAAAAAAAAAA" });
    case "other_key": return new SigningKey(key.kid).token(claims);
    case "alg_none": return `${base64url(JSON.stringify({ alg: "none" }))}.${base64url(JSON.stringify(claims))}.`;
    case "hs256": {
      const text = `${base64url(JSON.stringify({ alg: "HS256", kid: key.kid }))}.${base64url(JSON.stringify(claims))}`;
      return `${text}.${createHmac("sha256", key.publicPem).update(text).digest("base64url")}`;
    }
  }
}
