import { checkAnswers, shownProblems, type Answers, type Form, type ShownProblem } from "@motcua/forms";
import { personalIdFacts, type IdCard } from "@motcua/text";

// The fields of people in an intake, drawn and checked by the same renderer as the forms of procedures.

export const applicantForm: Form = {
  code: "applicant",
  version: 1,
  title: "Người nộp hồ sơ",
  sections: [
    {
      title: "",
      fields: [
        {
          name: "kind", type: "radio", label: "Người nộp là", required: true,
          options: [{ value: "citizen", label: "Công dân" }, { value: "enterprise", label: "Doanh nghiệp" }, { value: "agency", label: "Cơ quan nhà nước" }, { value: "other", label: "Tổ chức khác" }],
        },
        { name: "full_name", type: "name", label: "Họ và tên", required: true, when: [{ field: "kind", equals: "citizen" }] },
        { name: "organisation_name", type: "text", label: "Tên tổ chức", required: true, when: [{ field: "kind", one_of: ["enterprise", "agency", "other"] }] },
        { name: "organisation_number", type: "text", label: "Mã số thuế, mã tổ chức", pattern: "\\d{10}(-?\\d{3})?|\\d{12}", pattern_error: "Mã số gồm 10, 12 hoặc 13 chữ số.", when: [{ field: "kind", one_of: ["enterprise", "agency", "other"] }] },
        { name: "personal_id", type: "personal_id", label: "Số định danh", when: [{ field: "kind", equals: "citizen" }] },
        { name: "birth_date", type: "partial_date", label: "Ngày sinh", not_after: "today", when: [{ field: "kind", equals: "citizen" }] },
        { name: "sex", type: "radio", label: "Giới tính", options: [{ value: "male", label: "Nam" }, { value: "female", label: "Nữ" }], when: [{ field: "kind", equals: "citizen" }] },
        { name: "phone", type: "phone", label: "Điện thoại" },
        { name: "email", type: "email", label: "Email" },
        { name: "address", type: "address", label: "Địa chỉ" },
      ],
    },
  ],
};

export const representativeForm: Form = {
  code: "representative",
  version: 1,
  title: "Người nộp thay",
  sections: [
    {
      title: "",
      fields: [
        { name: "full_name", type: "name", label: "Họ và tên người nộp thay", required: true },
        { name: "personal_id", type: "personal_id", label: "Số định danh" },
        { name: "phone", type: "phone", label: "Điện thoại" },
        { name: "kind", type: "radio", label: "Nộp thay với tư cách", options: [{ value: "guardian", label: "Cha, mẹ, người giám hộ" }, { value: "authorised", label: "Người được uỷ quyền" }] },
        { name: "authorisation", type: "text", label: "Giấy tờ uỷ quyền", hint: "Số, ngày, nơi chứng thực; hoặc quan hệ với người nộp.", required: true },
      ],
    },
  ],
};

export function personProblems(form: Form, answers: Answers, today: string, prefix: string): ShownProblem[] {
  return shownProblems(form, checkAnswers(form, answers, today), prefix);
}

/** What a card tells, put over what was typed; the address on a card is the old one and stays out. */
export function withCard(before: Answers, card: IdCard): Answers {
  return {
    ...before, kind: "citizen", full_name: card.full_name, personal_id: card.personal_id, birth_date: card.birth_date ?? before.birth_date, sex: card.sex ?? before.sex,
  };
}

/** A doubt worth a look, never a refusal: people's sex and birth dates are corrected, their numbers stay. */
export function doubtAbout(applicant: Answers): string | undefined {
  const facts = personalIdFacts(String(applicant.personal_id ?? "").replaceAll(" ", ""));
  if (!facts) return undefined;
  const year = /^\d{4}/.exec(String(applicant.birth_date ?? ""))?.[0];
  if (year && Number(year) !== facts.birth_year) return `Số định danh cho biết năm sinh ${facts.birth_year}, khác với ngày sinh đã nhập. Xem lại thẻ.`;
  if (applicant.sex && applicant.sex !== facts.sex) return `Số định danh cho biết giới tính ${facts.sex === "male" ? "nam" : "nữ"}, khác với giới tính đã chọn. Xem lại thẻ.`;
  return undefined;
}
