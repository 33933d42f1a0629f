#pragma once

#include <vector>

#include "features/assistant/knowledge.hpp"

namespace motcua::assistant {

// The procedures that one message asks for: "khai sinh với nhập khẩu cho con", `first` (what the whole message is most about) among
// them. Two requests are joined by a word or a comma, each is most of what its half says, and neither is told as how things are:
// "cưới rồi giờ muốn làm khai sinh" asks for one. At most three and the interlinked one that joins them, the surest
// first; `first` alone when there is no other.
// Words for which `is_denied` is set count for nothing.
std::vector<PhraseMatch> joined_requests(const Message&, const Knowledge&, const PhraseMatch& first, const std::vector<bool>& is_denied);

}  // namespace motcua::assistant
