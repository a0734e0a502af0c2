// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/practice/http_message.h"

#include <QtCore/QSize>
#include <QtCore/QTemporaryDir>

#include <memory>

namespace sc::practice {

// The server's folders "input", "output" and "temp", with ComfyUI's rules for names. What clients send is a stranger's: nothing
// outside of the three is read or written.
class PracticeStore
{
public:
    explicit PracticeStore(const QString &folder); // empty: a temporary one
    [[nodiscard]] bool isGood() const;

    [[nodiscard]] QString folder(const QString &type) const; // "input", "output", "temp"
    [[nodiscard]] QStringList inputFiles() const;            // "a.png", "sub/b.png", sorted
    [[nodiscard]] bool hasInput(const QString &reference) const;
    [[nodiscard]] QSize pictureSize(const QString &reference) const; // of an input picture; empty: none

    // prefix "a/b" -> "a" and names b_00001_.png, counting on from what is there.
    struct NewNames
    {
        QString subfolder;
        QStringList names;
        QStringList paths;
    };
    [[nodiscard]] NewNames newNames(const QString &type, const QString &prefix, const QString &suffix, int count) const;

    [[nodiscard]] HttpReply upload(const HttpMessage &request);
    [[nodiscard]] HttpReply view(const HttpMessage &request) const;
    void forgetTemp();

private:
    // Nothing when it would lie outside.
    [[nodiscard]] std::optional<QString> inside(const QString &type, const QString &subfolder, const QString &name) const;

    std::unique_ptr<QTemporaryDir> m_own;
    QString m_root;
};

} // namespace sc::practice
