#pragma once

#include "features/citizens/drafts.hpp"
#include "platform/pdf/qr.hpp"

// What is sent and answered alike by citizens and at the counter.
namespace motcua::citizens {

struct DraftList {
    std::vector<DraftLine> items;
};
BOOST_DESCRIBE_STRUCT(DraftList, (), (items))

struct NewDraftBody {
    std::string procedure;
    std::optional<DraftContent> content;
};
BOOST_DESCRIBE_STRUCT(NewDraftBody, (), (procedure, content))

struct SaveDraftBody {
    std::int64_t version = 0;
    DraftContent content;
};
BOOST_DESCRIBE_STRUCT(SaveDraftBody, (), (version, content))

// A square of so many modules a side, quiet zone included; the dark ones as an SVG path.
struct QrView {
    int side = 0;
    std::string path;
};
BOOST_DESCRIBE_STRUCT(QrView, (), (side, path))
inline QrView qr_view(std::string_view content)
{
    auto code = pdf::qr_path(content);
    return {code.side, std::move(code.path)};
}

}  // namespace motcua::citizens
