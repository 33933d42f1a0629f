#pragma once

#include <cstdint>
#include <string>

#include <boost/describe.hpp>

namespace motcua::dossiers {

// Payload of the job notify_applicant.
struct Notification {
    std::string code;
    std::int64_t version = 0;
    std::string template_code;   // "received": the catalogue's sentence for it
};
BOOST_DESCRIBE_STRUCT(Notification, (), (code, version, template_code))

}  // namespace motcua::dossiers
