#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/time.hpp"
#include "platform/http/http.hpp"

// What goes out on the socket, as bytes.
namespace motcua::http {

struct HeadLine {
    int minor_version = 1;
    bool keep_alive = true;
    std::string_view date;                      // http_date() of now.
    std::optional<std::uint64_t> length = {};   // Of the body; nothing for a stream.
};

// Status line and fields. Bytes in a field that would end it are replaced by blanks: nothing can be smuggled in.
void append_head(std::string& bytes, const Response&, const HeadLine&);

// Adds the field unless it is there already.
void set_default(Headers&, std::string_view name, std::string_view value);

// Whether an answer of this status has a body at all (204 and 304 have none, nor a length).
bool may_have_body(int status);

void append_event(std::string& bytes, const Event&);

// "Sun, 06 Nov 1994 08:49:37 GMT"
std::string http_date(Instant);

}  // namespace motcua::http
