import { sizeText } from "@motcua/text";

import { messageOf, platform } from "../services";
import { useState } from "react";

interface FileLinkProps {
  /** Below the API. */
  path: string;
  name: string;
  size?: number;
  fetchIt(): Promise<Blob>;
}

/** A file of one's own: opened by the browser where a cookie goes with it, fetched first where none does. */
export function FileLink({ path, name, size, fetchIt }: FileLinkProps) {
  const [failure, setFailure] = useState<string>();
  const text = <>{name}{size !== undefined && <small> ({sizeText(size)})</small>}</>;
  if (platform.kind === "web") return <a href={`/api/public/v1/${path}`} target="_blank" rel="noopener">{text}</a>;
  const open = async () => {
    try {
      location.assign(URL.createObjectURL(await fetchIt()));
    } catch (error) {
      setFailure(messageOf(error));
    }
  };
  return (
    <>
      <button type="button" className="button-link" onClick={() => void open()}>{text}</button>
      {failure && <span className="field-error" role="alert">{failure}</span>}
    </>
  );
}
