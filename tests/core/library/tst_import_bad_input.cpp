// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/library/library_test.h"
#include "tests/support/ordinary_user.h"

using namespace sc;
using namespace sc::library;

// Files that people drop by mistake, or that somebody made to do harm: each ends in its own problem, the others go on.
class TestImportBadInput : public test::LibraryTest
{
    Q_OBJECT

private Q_SLOTS:
    void everyFileEndsAsItShould()
    {
        const QByteArray whole = [this] {
            (void)test::writeWav(at(QStringLiteral("tone.wav")), test::sine(6, 44100, 2), 44100, 2);
            (void)test::runFfmpeg({QStringLiteral("-i"), at(QStringLiteral("tone.wav")), at(QStringLiteral("tone.mp3"))});
            return test::readFile(at(QStringLiteral("tone.mp3")));
        }();
        QVERIFY(whole.size() > 10000);
        struct Case
        {
            QString file;
            QByteArray bytes;
            std::optional<ProblemCode> problem;
        };
        const QString odd = at(QStringLiteral("Ünïcode 🎵\nsecond line\t'quoted\" %n & <b>.wav"));
        const std::vector<Case> cases = {
            {at(QStringLiteral("text.mp3")), QByteArray("Just words.\n").repeated(100), ProblemCode::InvalidFileType},
            {at(QStringLiteral("empty.flac")), {}, ProblemCode::FileDamaged},
            {at(QStringLiteral("header.wav")), test::wavBytes({}, 44100, 2), ProblemCode::FileDamaged},
            {at(QStringLiteral("picture.m4a")), QByteArray("\x89PNG\r\n\x1a\n").repeated(20), ProblemCode::InvalidFileType},
            {at(QStringLiteral("truncated.mp3")), whole.first(whole.size() / 2), std::nullopt},
            {at(QStringLiteral("short.wav")), test::wavBytes(test::sine(0.5, 44100, 2), 44100, 2), std::nullopt},
            {at(QStringLiteral("silence.wav")), test::wavBytes(std::vector<float>(60 * 8000, 0.0F), 8000, 1), std::nullopt},
            {at(QStringLiteral("eight.wav")), test::wavBytes(test::sine(1, 192000, 8), 192000, 8), std::nullopt},
            {odd, test::wavBytes(test::sine(1, 8000, 1), 8000, 1), std::nullopt},
        };
        QStringList files;
        for (const Case &one : cases) {
            QVERIFY(test::writeFile(one.file, one.bytes));
            files.append(one.file);
        }
        files.append(at(QStringLiteral("not there.mp3")));
        const auto outcomes = m_library->importNow(files, {});
        QCOMPARE(outcomes.size(), cases.size() + 1);
        for (size_t i = 0; i < cases.size(); ++i) {
            QCOMPARE(outcomes[i].file, cases[i].file);
            if (!cases[i].problem) {
                QVERIFY2(outcomes[i].kind == ImportOutcome::Kind::Imported, qPrintable(cases[i].file));
                continue;
            }
            QCOMPARE(outcomes[i].kind, ImportOutcome::Kind::Refused);
            QCOMPARE(problemCodeName(outcomes[i].problem->code()), problemCodeName(*cases[i].problem));
            QVERIFY(outcomes[i].problem->text().contains(QFileInfo(cases[i].file).fileName()));
        }
        QCOMPARE(outcomes.back().problem->code(), ProblemCode::MediaMissing);
        QVERIFY(outcomes.front().problem->text().contains(QStringLiteral("looks like a text file, cannot be read")));
        const auto tracks = m_library->tracks();
        QCOMPARE(tracks.size(), size_t(5));
        const auto named = std::ranges::find(tracks, odd, &Track::file);
        QVERIFY(named != tracks.end());
        QCOMPARE(named->title, QStringLiteral("Ünïcode 🎵 second line 'quoted\" %n & <b>"));
    }

    // Songs of shops that lock them: named so, and the songs around them come in.
    void protectedSongsAreRefusedAndTheOthersGoOn()
    {
        const QString folder = at(QStringLiteral("shop"));
        QVERIFY(QDir().mkpath(folder));
        QVERIFY(test::writeWav(folder + QStringLiteral("/1 open.wav"), test::sine(2, 44100, 2), 44100, 2));
        const QString plain = at(QStringLiteral("plain.m4a"));
        const QString made = test::runFfmpeg({QStringLiteral("-i"), folder + QStringLiteral("/1 open.wav"), plain});
        QVERIFY2(made.isEmpty(), qPrintable(made));
        QByteArray bytes = test::readFile(plain);
        bytes.replace(bytes.indexOf("mp4a", bytes.indexOf("stsd")), 4, "drms");
        QVERIFY(test::writeFile(folder + QStringLiteral("/2 locked.m4p"), bytes));
        QVERIFY(test::writeWav(folder + QStringLiteral("/3 open.wav"), test::sine(1, 8000, 1, 300), 8000, 1));
        const auto outcomes = m_library->importNow({folder}, {});
        QCOMPARE(outcomes.size(), size_t(3));
        QCOMPARE(outcomes[0].kind, ImportOutcome::Kind::Imported);
        QCOMPARE(outcomes[1].kind, ImportOutcome::Kind::Refused);
        QCOMPARE(outcomes[1].problem->code(), ProblemCode::InvalidFileType);
        QVERIFY2(outcomes[1].problem->text().contains(QStringLiteral("protected")), qPrintable(outcomes[1].problem->text()));
        QCOMPARE(outcomes[2].kind, ImportOutcome::Kind::Imported);
        QCOMPARE(m_library->trackCount(), 2);
    }

    void aFolderOfFiveHundredMixedFilesIsImported()
    {
        const QString root = at(QStringLiteral("mixed"));
        const auto place = [&](int i, const QString &suffix) {
            const QString folder = QStringLiteral("%1/%2/%3").arg(root).arg(i % 7).arg(i % 3);
            QDir().mkpath(folder);
            return QStringLiteral("%1/%2.%3").arg(folder).arg(i).arg(suffix);
        };
        const QByteArray picture = QByteArray("\xFF\xD8\xFF\xE0", 4).repeated(30);
        for (int i = 0; i < 500; ++i) {
            QByteArray bytes;
            QString path;
            if (i < 200) {
                bytes = test::wavBytes(test::sine(0.05, 8000, 1, 200 + i), 8000, 1);
                path = place(i, QStringLiteral("wav"));
            } else if (i < 250) { // the same again
                bytes = test::wavBytes(test::sine(0.05, 8000, 1, i), 8000, 1);
                path = place(i, QStringLiteral("z.wav"));
            } else if (i < 350) {
                bytes = "words, words, words " + QByteArray::number(i);
                path = place(i, QStringLiteral("mp3"));
            } else if (i < 400) {
                path = place(i, QStringLiteral("ogg")); // empty
            } else if (i < 450) {
                bytes = picture;
                path = place(i, QStringLiteral("jpg"));
            } else {
                bytes = "notes";
                path = place(i, QStringLiteral("txt"));
            }
            QVERIFY(test::writeFile(path, bytes));
        }
        const auto outcomes = m_library->importNow({root}, {});
        const auto count = [&](ImportOutcome::Kind kind) { return std::ranges::count(outcomes, kind, &ImportOutcome::kind); };
        QCOMPARE(count(ImportOutcome::Kind::Imported), std::ptrdiff_t(200));
        QCOMPARE(count(ImportOutcome::Kind::AlreadyThere), std::ptrdiff_t(50));
        QCOMPARE(count(ImportOutcome::Kind::Refused), std::ptrdiff_t(150));
        // Pictures and notes beside the songs are none of an import's business.
        QCOMPARE(outcomes.size(), size_t(400));
        QCOMPARE(m_library->tracks().size(), size_t(200));
    }

    void songsWithoutASuffixAreFoundInFolders()
    {
        QVERIFY(QDir().mkpath(at(QStringLiteral("plain/.hidden"))));
        QVERIFY(test::writeWav(at(QStringLiteral("plain/no suffix")), test::sine(0.1, 8000, 1), 8000, 1));
        QVERIFY(test::writeWav(at(QStringLiteral("plain/.hidden/h.wav")), test::sine(0.1, 8000, 1, 300), 8000, 1));
        QVERIFY(QFile::link(at(QStringLiteral("plain")), at(QStringLiteral("plain/loop"))));
        const auto outcomes = m_library->importNow({at(QStringLiteral("plain"))}, {});
        QCOMPARE(outcomes.size(), size_t(1));
        QCOMPARE(outcomes.front().kind, ImportOutcome::Kind::Imported);
    }

    void aFolderThatMayNotBeReadIsNamed()
    {
        const QString closed = at(QStringLiteral("half/closed"));
        QVERIFY(QDir().mkpath(closed));
        QVERIFY(test::writeWav(at(QStringLiteral("half/open.wav")), test::sine(0.1, 8000, 1), 8000, 1));
        QVERIFY(QFile::setPermissions(m_dir->path(), QFile::Permissions(0x7777)));
        QVERIFY(QFile::setPermissions(closed, {}));
        std::vector<ImportOutcome> outcomes;
        {
            const test::OrdinaryUser nobody;
            outcomes = m_library->importNow({at(QStringLiteral("half"))}, {});
        }
        QVERIFY(QFile::setPermissions(closed, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
        QCOMPARE(outcomes.size(), size_t(2));
        const auto refused = std::ranges::find(outcomes, ImportOutcome::Kind::Refused, &ImportOutcome::kind);
        QVERIFY(refused != outcomes.end());
        QCOMPARE(refused->file, closed);
        QCOMPARE(refused->problem->code(), ProblemCode::PermissionDenied);
        QCOMPARE(m_library->tracks().size(), size_t(1));
    }
};

SC_TEST(TestImportBadInput)
#include "tst_import_bad_input.moc"
