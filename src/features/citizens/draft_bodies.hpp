#pragma once

#include "features/citizens/drafts.hpp"

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

}  // namespace motcua::citizens
