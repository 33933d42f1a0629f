import { Button } from "@mantine/core";
import { instantText } from "@motcua/text";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef } from "react";

import { useKeys } from "../../parts/keys";
import type { DossierView } from "../../services";

/** After a dossier is entered: its code large, its slip again, and on to the next person. */
export function Submitted({ dossier, onNext }: { dossier: DossierView; onNext(): void }) {
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), []);
  useKeys({ F4: onNext });
  const letter = dossier.letters[0];
  return (
    <div className="panel submitted">
      <h1 tabIndex={-1} ref={head}>{dossier.state_name}</h1>
      <p className="submitted-code">{dossier.code}</p>
      <p>{dossier.applicant.full_name}<br />{dossier.procedure.name}</p>
      {dossier.due_at && <p>Hẹn trả: <strong>{instantText(dossier.due_at)}</strong>{dossier.provisional && " (dự kiến)"}</p>}
      <div className="dialog-actions">
        {letter && <Button component="a" variant="default" href={letter.url} target="_blank" rel="noopener">In {letter.title.charAt(0).toLowerCase() + letter.title.slice(1)}</Button>}
        <Link className="plain-link" to="/ho-so/$code" params={{ code: dossier.code }}>Mở hồ sơ</Link>
        <Button onClick={onNext}>Hồ sơ tiếp theo <kbd>F4</kbd></Button>
      </div>
    </div>
  );
}
