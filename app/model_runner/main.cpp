// SPDX-License-Identifier: GPL-3.0-or-later
// storycanvas-model-runner: loads one ONNX file and runs it over patches of numbers. Talks over its standard streams: one
// line of JSON and the patches as float32 in, one line of JSON out. Nothing else, and in a process of its own, because a
// model file is untrusted: the caller ends it when it takes too long, it limits its own memory.
#include "app/model_runner/memory_limit.h"

#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QRegularExpression>

#include <opencv2/core/utils/logger.hpp>
#include <opencv2/dnn.hpp>

#include <cstdio>
#include <exception>
#include <vector>

#ifdef Q_OS_WIN
#include <fcntl.h>
#include <io.h>
#endif

namespace {

constexpr qint64 kLongestHeader = 1 << 20;
constexpr qint64 kMostPatches = 10'000;

int answer(const QJsonObject &json)
{
    const QByteArray line = QJsonDocument(json).toJson(QJsonDocument::Compact) + '\n';
    return std::fwrite(line.constData(), 1, static_cast<size_t>(line.size()), stdout) == static_cast<size_t>(line.size()) ? 0 : 1;
}

// OpenCV names the operator it stumbled over: "Node [Einsum@ai.onnx]:(...)" or "Can't create layer ... of type "Einsum"".
QJsonObject refusal(const QString &what)
{
    static const QRegularExpression kNode(QStringLiteral("Node \\[(\\w+)[@\\]]|of type \"([^\"]+)\""));
    const QRegularExpressionMatch match = kNode.match(what);
    QJsonObject json{{QStringLiteral("problem"), what.left(2000)}};
    if (match.hasMatch())
        json.insert(QStringLiteral("operator"), match.captured(1).isEmpty() ? match.captured(2) : match.captured(1));
    return json;
}

// A pipe hands over what it has; the rest comes later.
bool readAll(QFile &in, char *data, qint64 bytes)
{
    while (bytes > 0) {
        const qint64 got = in.read(data, bytes);
        if (got <= 0)
            return false;
        data += got;
        bytes -= got;
    }
    return true;
}

QJsonObject run(const QJsonObject &request, QFile &in)
{
    cv::dnn::Net net = cv::dnn::readNetFromONNX(request.value(u"model").toString().toStdString());
    if (net.empty())
        return refusal(QStringLiteral("the file holds no network"));
    std::vector<int> shape;
    size_t size = 1;
    for (const QJsonValue &value : request.value(u"shape").toArray()) {
        shape.push_back(value.toInt());
        size *= static_cast<size_t>(std::max(1, value.toInt()));
    }
    const std::string output = request.value(u"output").toString().toStdString();
    const qint64 patches = request.value(u"patches").toInteger();
    std::vector<double> sums;
    for (qint64 patch = 0; patch < patches; ++patch) {
        cv::Mat input(shape, CV_32F);
        const auto bytes = static_cast<qint64>(size * sizeof(float));
        if (!readAll(in, reinterpret_cast<char *>(input.data), bytes))
            return refusal(QStringLiteral("the patches end too soon"));
        net.setInput(input);
        cv::Mat values = output.empty() ? net.forward() : net.forward(output);
        if (values.type() != CV_32F || !values.isContinuous())
            return refusal(QStringLiteral("the output holds no plain numbers"));
        sums.resize(sums.empty() ? values.total() : sums.size(), 0.0);
        if (values.total() != sums.size())
            return refusal(QStringLiteral("the output changes its size"));
        for (size_t i = 0; i < sums.size(); ++i)
            sums[i] += double(values.ptr<float>()[i]);
    }
    QJsonArray means;
    for (const double sum : sums)
        means.append(sum / static_cast<double>(patches));
    return {{QStringLiteral("values"), means}};
}

} // namespace

int main()
{
#ifdef Q_OS_WIN
    _setmode(_fileno(stdin), _O_BINARY);
#endif
    QFile in;
    if (!in.open(stdin, QIODevice::ReadOnly))
        return 1;
    const QJsonObject request = QJsonDocument::fromJson(in.readLine(kLongestHeader)).object();
    const qint64 patches = request.value(u"patches").toInteger();
    if (!request.value(u"model").isString() || patches < 1 || patches > kMostPatches)
        return answer(refusal(QStringLiteral("no request")));
    sc::limitMemory(request.value(u"memory_mb").toInt(2048));
    cv::utils::logging::setLogLevel(cv::utils::logging::LOG_LEVEL_SILENT);
    try {
        return answer(run(request, in));
    } catch (const cv::Exception &e) {
        return answer(refusal(QString::fromStdString(e.what())));
    } catch (const std::bad_alloc &) {
        return answer(refusal(QStringLiteral("the model needs more memory than it may have")));
    } catch (const std::exception &e) {
        return answer(refusal(QString::fromUtf8(e.what())));
    }
}
