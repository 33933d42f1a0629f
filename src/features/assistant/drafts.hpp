#pragma once

#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "domain/actor.hpp"
#include "features/assistant/knowledge.hpp"

// Drafts that officers ask for: every sentence with where it comes from, printed by NĐ 30/2020/NĐ-CP, Phụ lục I.
namespace motcua::assistant {

struct DraftSigner {
    std::string authority;                       // "TM. ỦY BAN NHÂN DÂN"
    std::string position;                        // "CHỦ TỊCH"
    std::string name;
};
BOOST_DESCRIBE_STRUCT(DraftSigner, (), (authority, position, name))

struct PaperRequest {
    std::string kind;                            // As in catalogue/assistant/drafts.toml
    std::string subject;                         // "tổ chức ngày thứ bảy tình nguyện": begins small
    std::optional<std::vector<std::string>> to;  // Kính gửi
    std::optional<std::vector<std::string>> points;   // The officer's own sentences
    std::optional<std::string> procedure;        // Id: what the catalogue says of it
    std::optional<bool> figures;                 // How the centre stands today
    std::optional<DraftSigner> signer;
};
BOOST_DESCRIBE_STRUCT(PaperRequest, (), (kind, subject, to, points, procedure, figures, signer))

struct DraftSentence {
    std::string text;
    std::string source;                          // "Mẫu văn bản", "Người soạn", the catalogue's, the figures'
    bool item = false;                           // One of a list
};
BOOST_DESCRIBE_STRUCT(DraftSentence, (), (text, source, item))

struct PaperDraft {
    std::string kind;
    std::string name;                            // "Báo cáo"
    std::string symbol;
    std::string agency;                          // "Ủy ban nhân dân xã Tân Minh"
    std::string place_and_day;
    std::string subject;
    std::vector<std::string> to;
    std::vector<DraftSentence> sentences;
    std::vector<std::string> recipients;
    DraftSigner signer;
};
BOOST_DESCRIBE_STRUCT(PaperDraft, (), (kind, name, symbol, agency, place_and_day, subject, to, sentences, recipients, signer))

// For whom and about what a draft is filled in.
struct DraftFacts {
    const catalogue::Unit* unit = nullptr;       // Of the officer; nullptr for the city
    std::vector<DraftSentence> figures;
    Day today{};
    Instant now{};
};

// Refusals: kind/unknown_draft, subject/required, subject/too_long, procedure/unknown_procedure, points/too_long.
PaperDraft make_draft(const PaperRequest&, const DraftFacts&, const Knowledge&);

std::string draft_as_docx(const PaperDraft&, Instant now);
std::string draft_as_pdf(const PaperDraft&, Instant now);

}  // namespace motcua::assistant
